"""Delivery to a real mail server, kind and unkind."""

import socket
import ssl
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from app.shared import mail, outbox
from app.shared.database import db, utcnow, writing
from app.shared.mail import delivery
from app.shared.outbox import OutboxMessage, State
from app.shared.worker import Worker
from tests.support.smtp import mail_server

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def recipients(sink):
    return [envelope.rcpt_tos for envelope in sink.envelopes]


@contextmanager
def silent_server(says=b"", every=0.0):
    """A server that takes the call and says nothing more than `says`, a letter at a time."""
    listener = socket.create_server(("127.0.0.1", 0))
    lines = []

    def serve():
        connection, _ = listener.accept()
        lines.append(connection)
        with suppress(OSError):  # the worker hung up
            for letter in says:
                time.sleep(every)
                connection.sendall(bytes([letter]))

    Thread(target=serve, daemon=True).start()
    yield f"smtp://127.0.0.1:{listener.getsockname()[1]}?tls=off"
    for connection in [*lines, listener]:
        connection.close()


def test_mail_arrives_once_with_its_message_id(post, stored, sink, worker):
    id = post(full=True)

    worker.work()
    worker.work()

    [arrived] = sink.messages
    assert arrived["Message-ID"] == f"<{stored(id).message_id}>"
    assert arrived["Subject"] == "Pottery with Kelly"
    assert "You're booked, Kelly." in arrived.get_body(["plain"]).get_content()
    assert recipients(sink) == [["kelly@example.org"]]
    assert sink.envelopes[0].mail_from == "hello@alongside.example"
    assert (stored(id).state, stored(id).last_error) == (State.SENT, None)


def test_a_server_that_says_later_gets_the_same_message_later(post, stored, sink, worker, freeze):
    freeze(NOON)
    sink.answers = ["451 try later"]
    id = post()
    worker.work()
    first = stored(id).state, stored(id).attempts, stored(id).last_error, len(sink.messages)

    freeze(NOON + timedelta(minutes=2))
    Worker(worker._app).work()

    assert first == (State.QUEUED, 1, "451 try later", 0)
    assert [arrived["Message-ID"] for arrived in sink.messages] == [f"<{stored(id).message_id}>"]


def test_a_final_no_ends_that_message_and_no_other(post, stored, sink, worker):
    async def handle_RCPT(server, session, envelope, address, options):  # noqa: N802
        if address == "gone@example.org":
            return "550 no such person as gone@example.org"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    sink.handle_RCPT = handle_RCPT
    gone, fine = post("gone@example.org"), post("kelly@example.org")

    worker.work()

    assert (stored(gone).state, stored(fine).state) == (State.DEAD, State.SENT)
    assert stored(gone).last_error == "550 no such person as (address)"
    assert recipients(sink) == [["kelly@example.org"]]


def test_poison_among_a_hundred_stops_nothing(post, sink, worker, words):
    sink.answers = ["554 too big"]
    bad = [post(kind="tests.unwritten"), post("no address"), post("a\0b@example.org")]
    bad.append(post("too.big@example.org"))
    for number in range(100):
        post(f"person{number}@example.org")

    worker.work()

    dead = select(OutboxMessage.id).where(OutboxMessage.state == State.DEAD)
    assert sorted(db.session.scalars(dead)) == bad
    assert len(sink.messages) == 100


def test_a_server_that_is_away_costs_one_attempt_and_leaves_the_others_alone(
    post, stored, set_mail, worker
):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    set_mail(f"smtp://127.0.0.1:{port}?tls=off")
    ids = [post(f"person{number}@example.org") for number in range(3)]

    worker.work()
    worker.work()

    assert [stored(id).attempts for id in ids] == [1, 0, 0]
    assert {stored(id).state for id in ids} == {State.QUEUED}
    assert "refused" in stored(ids[0]).last_error


def test_a_server_that_never_answers_is_given_up_on(post, stored, set_mail, worker):
    id = post()

    with silent_server() as url:
        set_mail(url, mail_timeout=1)
        worker.work()

    assert (stored(id).state, stored(id).attempts) == (State.QUEUED, 1)


def test_a_server_that_answers_a_letter_at_a_time_cannot_hold_the_worker(
    post, stored, set_mail, worker, monkeypatch
):
    monkeypatch.setattr(delivery, "SEND_SECONDS", 0.5)
    id = post()

    greeting = iter(b"220 hi\r\n" + b"250-slow " * 1000)
    with silent_server(greeting, every=0.05) as url:
        set_mail(url, mail_timeout=1)
        worker.work()

    assert any(greeting)  # it had not said all it had to say
    assert (stored(id).state, stored(id).attempts) == (State.QUEUED, 1)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """(file of the certificate, TLS of a server that shows it), signed by nobody else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(utcnow() - timedelta(days=1))
        .not_valid_after(utcnow() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    shown, kept = folder / "shown.pem", folder / "kept.pem"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    kept.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(shown, kept)
    return str(shown), tls


@pytest.mark.parametrize("is_trusted", [False, True])
def test_only_a_server_whose_certificate_is_known_gets_mail(
    post, stored, set_mail, worker, certificate, is_trusted
):
    shown, tls = certificate
    id = post()

    with mail_server(tls_context=tls, require_starttls=True) as (sink, url):
        address = url.replace("127.0.0.1", "localhost").replace("?tls=off", "")
        set_mail(address, mail_ca_file=shown if is_trusted else "")
        worker.work()

    assert len(sink.messages) == (1 if is_trusted else 0)
    assert stored(id).state == (State.SENT if is_trusted else State.QUEUED)
    assert is_trusted or "CERTIFICATE_VERIFY_FAILED" in stored(id).last_error


def test_a_server_without_tls_gets_nothing_unless_the_settings_allow_it(
    post, stored, set_mail, worker
):
    id = post()

    with mail_server() as (sink, url):
        set_mail(url.removesuffix("?tls=off"))
        worker.work()

    assert (sink.messages, stored(id).state) == ([], State.QUEUED)


def test_without_a_mail_server_mail_waits_but_a_demo_shows_it(post, stored, set_mail, worker):
    set_mail("")
    id = post()
    worker.work()
    waiting = stored(id).state, mail.is_ready()

    set_mail("", demo=True)
    worker.work()

    assert waiting == (State.QUEUED, False)
    assert (stored(id).state, stored(id).context["name"]) == (State.SENT, "Kelly")


def test_two_workers_share_the_work_and_repeat_nothing(app, post, sink):
    ids = [post(f"person{number}@example.org") for number in range(200)]
    workers = [Worker(app), Worker(app)]
    threads = [Thread(target=worker.work) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    arrived = [message["Message-ID"] for message in sink.messages]
    assert len(arrived) == len(set(arrived)) == len(ids)
    assert outbox.waiting_since() is None


def test_mail_to_one_person_arrives_in_the_order_it_was_posted(app, post, sink):
    for number in range(12):
        post(full=True, context={"name": f"no. {number}"})
    threads = [Thread(target=Worker(app).work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Worker(app).work()

    assert [message["Subject"] for message in sink.messages] == [
        f"Pottery with no. {number}" for number in range(12)
    ]


def test_what_a_dead_worker_held_is_sent_by_another(post, stored, sink, worker, freeze):
    freeze(NOON)
    id = post()
    with writing():
        outbox.claim(20, "killed before it could send")
        db.session.commit()
    worker.work()
    while_held = len(sink.messages)

    freeze(NOON + outbox.LEASE + timedelta(seconds=1))
    worker.work()

    assert while_held == 0
    assert len(sink.messages) == 1
    assert (stored(id).state, stored(id).attempts) == (State.SENT, 2)


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_tried(post, stored, sink, worker):
    async def handle_RCPT(server, session, envelope, address, options):  # noqa: N802
        worker.stop()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    sink.handle_RCPT = handle_RCPT
    ids = [post(f"person{number}@example.org") for number in range(3)]

    worker.work()

    assert [stored(id).state for id in ids] == [State.SENT, State.QUEUED, State.QUEUED]
    assert [stored(id).attempts for id in ids] == [1, 0, 0]
