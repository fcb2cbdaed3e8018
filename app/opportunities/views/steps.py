"""The pages of the form to apply with: forms made from what is kept, and words for the check."""

from flask import abort, url_for

from app.opportunities.forms.applying import NOW, PARTS_OF_DAY, STEPS, TIMES, StepForm
from app.opportunities.models import Application, Opportunity
from app.people.models import Person
from app.shared.formatting import listed

QUESTIONS = {
    "name": "What should the group call you?",
    "contact": "How can the group reach you?",
    "why": "Why does this appeal to you?",
    "free": "When are you free?",
    "needs": "Is there anything you need?",
    "referee": "Someone who can speak for you",
    "agreement": "What we both expect",
}


def names_of(role: Opportunity) -> list[str]:
    """The pages that this role asks: no referee where it needs none."""
    return [name for name in STEPS if name != "referee" or role.references_needed]


def form_of(role: Opportunity, draft: Application | None, step: str, person: Person) -> StepForm:
    """The form of a page: as it was just sent, else as it was kept, else with what we know."""
    if step not in names_of(role):
        abort(404)
    form = STEPS[step](obj=draft if draft and step in draft.answered else None)
    if not form.is_submitted() and not (draft and step in draft.answered):
        for name, known in (("name", person.name), ("email", person.email)):
            if name in form:
                form[name].data = known
    if "is_old_enough" in form:
        form.is_old_enough.label.text = f"I am {role.minimum_age} or over"
        if not form.is_submitted():
            form.has_read.data = bool(draft and draft.agreement_read_at)
    return form


def first_open(role: Opportunity, draft: Application | None) -> str | None:
    """The first page that is not answered; None when all are."""
    answered = draft.answered if draft else ()
    return next((name for name in names_of(role) if name not in answered), None)


def summary(role: Opportunity, draft: Application) -> list[tuple[str, str, str]]:
    """What the draft says, a row for each answer: term, words and where to change it."""
    referee = f"{draft.referee_name}, {draft.referee_email}"
    rows = [
        ("Name", draft.name, "name"),
        ("Email", draft.email, "contact"),
        ("Phone", draft.phone or "None given", "contact"),
        ("Why it appeals", draft.why or "Not said", "why"),
        ("Free", free_in_words(draft.free), "free"),
        ("You need", draft.needs or "Nothing said", "needs"),
        ("Speaks for you", referee if draft.referee_when == NOW else "Later", "referee"),
        (f"{role.minimum_age} or over", "Yes", "agreement"),
        ("What we both expect", "Read", "agreement"),
    ]
    asked = names_of(role)
    return [
        (term, words, url_for("opportunities.apply_step", slug=role.slug, step=step))
        for term, words, step in rows
        if step in asked
    ]


def free_in_words(free: list[str]) -> str:
    """Monday morning and afternoon, Friday evening."""
    names = {choice.value: choice.label for choice in TIMES}
    days: dict[str, list[str]] = {}
    for value in names:  # in the order of the week, whatever order they were ticked in
        if value in free:
            day, part = names[value].split(" ")
            days.setdefault(day, []).append(part)
    said = [
        f"{day}, any time" if len(parts) == len(PARTS_OF_DAY) else f"{day} {listed(parts)}"
        for day, parts in days.items()
    ]
    return "; ".join(said) or "Not said"
