"""What a message says, and how it stands on the wire."""

import email
import email.policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared import mail, outbox
from app.shared.database import utcnow
from app.shared.mail.envelope import POLICY
from app.shared.outbox import OutboxMessage

LONG_WORDS = "Łukasz Żółć’s pottery, with café and 🎉 and déjà vu, on a Thursday in November " * 4


def message(to="kelly@example.org", full=False, attachments=(), **context):
    """A message as the worker gets it: never in the database here."""
    return OutboxMessage(
        kind="tests.hello",
        recipient=to,
        is_full=full,
        context={"name": "Kelly", "day": "Friday", **context},
        attachments=list(attachments),
        message_id="0a1b@alongside.example",
        send_after=utcnow(),
    )


def wire(message):
    return mail.SafeMessage(message).as_bytes()


def parsed(message):
    return email.message_from_bytes(wire(message), policy=email.policy.default)


@pytest.fixture(autouse=True)
def ready(app, words, set_mail):
    set_mail(
        "smtp://127.0.0.1:1?tls=off", site_url="https://alongside.example", site_name="Along, side"
    )


def test_the_subject_is_discreet_unless_full_words_were_asked_for():
    discreet, full = mail.render(message()), mail.render(message(full=True))

    assert discreet.subject == "You're booked for Friday"
    assert full.subject == "Pottery with Kelly"


def test_links_start_with_the_sites_address_whatever_a_request_says(app):
    with app.test_request_context("/", headers={"Host": "127.0.0.1"}):
        words = mail.render(message())

    assert "https://alongside.example/\n" in words.text


def test_links_keep_the_path_a_site_lives_under(set_mail):
    set_mail("", site_url="http://[::1]:8000/meet")

    assert mail.link("site.home") == "http://[::1]:8000/meet/"


def test_names_are_text_in_html(words):
    words = mail.render(message(name="<b>Kelly</b> & co"))

    assert "<p>You’re booked, &lt;b&gt;Kelly&lt;/b&gt; &amp; co.</p>" in words.html
    assert "You're booked, <b>Kelly</b> & co." in words.text


def test_one_recipient_and_the_headers_of_a_machine():
    headers = parsed(message())

    assert headers["To"].addresses[0].addr_spec == "kelly@example.org"
    assert len(headers["To"].addresses) == 1
    assert (headers["Cc"], headers["Bcc"], headers["Reply-To"]) == (None, None, None)
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == "<0a1b@alongside.example>"
    assert headers["From"].addresses[0].display_name == "Along, side"
    assert headers["From"].addresses[0].addr_spec == "hello@alongside.example"
    assert headers["Date"].datetime is not None
    assert headers["List-Unsubscribe"] is None


def test_only_full_words_say_whom_an_answer_reaches():
    group = {"reply_to": "pottery@example.org"}

    assert parsed(message(**group))["Reply-To"] is None
    assert "Nobody reads answers" in mail.render(message(**group)).text
    assert parsed(message(full=True, **group))["Reply-To"] == "pottery@example.org"


def test_a_long_unsubscribe_link_stays_a_link():
    link = "https://alongside.example/stop/" + "a1" * 60

    raw = wire(message(unsubscribe_url=link))

    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


@given(st.lists(st.sampled_from([*LONG_WORDS.split(), "=?x?=", "(a)", "6.30pm"]), min_size=1))
def test_a_subject_arrives_as_it_was_written(words):
    subject = " ".join(words)

    raw = POLICY.fold_binary("Subject", subject)

    unfolded = raw.removeprefix(b"Subject: ").replace(b"\r\n", b"").decode("ascii")
    assert str(make_header(decode_header(unfolded))) == subject
    assert max(map(len, raw.split(b"\r\n"))) <= 76


def test_every_line_is_short_and_seven_bit_whatever_is_written():
    name = "x" * 1500 + LONG_WORDS

    raw = wire(message(full=True, name=name))

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76
    assert b"\n" not in raw.replace(b"\r\n", b"")
    arrived = email.message_from_bytes(raw, policy=email.policy.default)
    assert name.strip() in arrived.get_body(["plain"]).get_content()
    assert name.strip() in arrived.get_body(["html"]).get_content()


def test_plain_words_come_first():
    kinds = [part.get_content_type() for part in parsed(message()).iter_parts()]

    assert kinds == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "evil", ["Kelly\r\nBcc: all@example.org", "Kelly\n\nHello", "K\u2028\x00y"]
)
def test_a_name_cannot_add_a_header(evil):
    headers = parsed(message(full=True, name=evil))

    assert headers["Bcc"] is None
    assert headers["Subject"].startswith("Pottery with K")
    assert "\n" not in headers["Subject"]


@pytest.mark.parametrize(
    "to",
    [
        "",
        "kelly",
        "@example.org",
        "kelly@",
        "a@example.org, b@example.org",
        "kelly@example.org\r\nBcc: all@example.org",
        "kelly\x00@example.org",
        "żółć@example.org",
        "Kelly <kelly@example.org>",
        "kelly@" + "x" * 300 + ".org",
    ],
)
def test_an_address_that_is_none_is_refused_for_good(to):
    with mail.Postbox() as postbox, pytest.raises(mail.Refused):
        postbox.send(message(to=to))


def test_a_reply_address_cannot_add_a_header():
    with mail.Postbox() as postbox, pytest.raises(mail.Refused):
        postbox.send(message(full=True, reply_to="a@example.org\r\nBcc: b@example.org"))


def test_a_domain_in_other_letters_is_written_for_the_wire():
    assert parsed(message(to="kelly@żółć.example"))["To"] == "kelly@xn--kda4b0koi.example"


def test_words_that_cannot_be_written_are_refused_for_good(words):
    words["tests/email/hello.txt"] = "{% block discreet_subject %}{{ nothing }}{% endblock %}"

    with mail.Postbox() as postbox, pytest.raises(mail.Refused, match="'nothing' is undefined"):
        postbox.send(message())


def test_a_calendar_file_arrives_whole():
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Café\r\nEND:VCALENDAR\r\n"
    file = outbox.Attachment(name="date.ics", type="text/calendar", text=calendar)

    [attached] = parsed(message(attachments=[file])).iter_attachments()

    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename() == "date.ics"
    assert attached.get_payload(decode=True).decode() == calendar


def test_a_files_name_cannot_add_a_header():
    file = outbox.Attachment(name="a.ics\r\nBcc: b@example.org", type="text/calendar", text="")

    with mail.Postbox() as postbox, pytest.raises(mail.Refused):
        postbox.send(message(attachments=[file]))
