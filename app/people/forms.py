"""What people type to sign in, and what they choose."""

import unicodedata

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, ValidationError

from app.people.models import MAX_EMAIL, MAX_NAME, Person
from app.shared.forms import Form, one_line

NO_ADDRESS = "Enter an email address like name@example.com"


def one_spelling(typed: str) -> str:
    """The address that was typed in its one spelling; ValidationError with words if it is none."""
    if len(typed) > MAX_EMAIL:
        raise ValidationError("Enter a shorter email address")
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as problem:
        raise ValidationError(NO_ADDRESS) from problem
    return (found.ascii_email or "").lower()


class EmailForm(Form):
    """Once it validates, `email.data` is the address in its one spelling."""

    email = StringField(
        "Your email address", [InputRequired("Enter your email address")], filters=[one_line]
    )
    next = HiddenField()

    def validate_email(self, field):
        field.data = one_spelling(field.data)


class CodeForm(Form):
    """The code in any spelling. `key` and `email` come back from the page that was sent."""

    code = StringField(
        "The code from the mail",
        [InputRequired("Enter the code from the mail. It has six digits")],
        filters=[one_line],
        description="Six digits, with or without a space.",
    )
    is_kept = BooleanField(
        "Keep me signed in on this phone",
        description="For 30 days. Leave this empty if others use this phone or computer.",
    )
    key = HiddenField()
    email = HiddenField()
    next = HiddenField()

    @property
    def digits(self) -> str:
        """The digits that were typed, of whatever script."""
        typed = (self.code.data or "")[:60]
        return "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdecimal())


class NameForm(Form):
    name = StringField(
        "What should we call you?",
        [
            DataRequired("Tell us the name you would like us to use. Any name is fine"),
            Length(max=MAX_NAME, message=f"Use a shorter name, up to {MAX_NAME} characters"),
        ],
        filters=[one_line],
        description="Any name is fine. It does not have to be your real one.",
    )

    @classmethod
    def of(cls, person: Person) -> "NameForm":
        return cls(name=person.name)

    @property
    def chosen(self) -> str:
        return self.name.data or ""


def _choose(question: str, words: str, **options: str) -> RadioField:
    """A question with a list of answers; `words` ask for one where none was given."""
    return RadioField(
        question,
        [AnyOf(options, message=words)],
        choices=[SelectChoice(value, label) for value, label in options.items()],
        validate_choice=False,
    )


class _YesNoForm(Form):
    """One question with two answers. Which field is the question is said by `asks`."""

    asks: str

    @classmethod
    def of(cls, person: Person) -> "_YesNoForm":
        return cls(**{cls.asks: "yes" if getattr(person, cls.asks) else "no"})

    @property
    def chosen(self) -> bool:
        return bool(self[self.asks].data == "yes")


class WordsForm(_YesNoForm):
    asks = "wants_full_words"
    wants_full_words = _choose(
        "How much may our emails say?",
        "Choose how much our emails may say",
        no="A day and a time, and nothing else",
        yes="Everything: what it is, where, and who runs it",
    )


class RemindersForm(_YesNoForm):
    asks = "wants_reminders"
    wants_reminders = _choose(
        "Shall we remind you the day before?",
        "Choose whether to be reminded",
        yes="Remind me by email",
        no="Do not remind me",
    )


class ThanksForm(_YesNoForm):
    asks = "wants_thanks"
    wants_thanks = _choose(
        "Shall we ask you the day after how it was?",
        "Choose whether to be asked",
        yes="Ask me by email, now and then",
        no="Do not ask me",
    )


class SuggestionsForm(_YesNoForm):
    asks = "wants_suggestions"
    wants_suggestions = _choose(
        "Shall we mention a way to help now and then?",
        "Choose whether we may mention a way to help",
        yes="Mention one when I book something, if it fits",
        no="Do not mention any",
    )


class DigestForm(_YesNoForm):
    asks = "wants_digest"
    wants_digest = _choose(
        "Shall we tell you each morning what changed on your dates?",
        "Choose whether to have a daily summary",
        yes="Send me a daily summary of bookings",
        no="Do not send me one",
    )


class ThemeForm(Form):
    theme = _choose(
        "How should pages look?",
        "Choose how pages should look",
        device="Same as this phone or computer",
        light="Light",
        dark="Dark",
    )

    @property
    def chosen(self) -> str:
        return self.theme.data or ""
