"""Commands, as thin as views: load, one verb, commit."""

import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.badges import services as badges
from app.bookings import services as bookings
from app.company import services as company
from app.credentials import queries as signers
from app.credentials import services as credentials
from app.credentials.models import Issuer, SigningKey
from app.events import services as events
from app.following import services as following
from app.hours import services as hours
from app.opportunities import services as opportunities
from app.organisations import services as organisations
from app.organising import services as organising
from app.people import services as people
from app.rota import services as rota
from app.shared import doctor, outbox
from app.shared.database import db, utcnow, writing
from app.shared.errors import RuleBroken
from app.shared.formatting import plural
from app.shared.worker import Task, Worker
from app.skills import services as skills

Result = TypeVar("Result")

TASKS = (
    Task("badges.issue_due", timedelta(minutes=1), badges.issue_due),
    Task("badges.keep_up", timedelta(minutes=10), badges.keep_up),
    Task("bookings.lapse_offers", timedelta(minutes=1), bookings.lapse_offers),
    Task("bookings.digest", timedelta(minutes=10), bookings.digest),
    Task("bookings.remind", timedelta(minutes=5), bookings.remind),
    Task("bookings.forget_answers", timedelta(hours=1), bookings.forget_answers),
    Task("bookings.forget_past", timedelta(hours=6), bookings.forget_past),
    Task("bookings.thank", timedelta(minutes=1), bookings.thank),
    Task("bookings.forget_links", timedelta(hours=6), bookings.forget_links),
    Task("company.keep_up", timedelta(minutes=1), company.keep_up),
    Task("company.forget", timedelta(hours=1), company.forget),
    Task("credentials.sign_due", timedelta(minutes=1), credentials.sign_due),
    Task("following.send_weekly", timedelta(minutes=1), following.send_weekly),
    Task("events.extend_windows", timedelta(hours=1), events.extend_windows),
    Task("events.forget_drafts", timedelta(hours=6), events.forget_drafts),
    Task("events.forget_imports", timedelta(hours=1), events.forget_imports),
    Task("events.publish_due", timedelta(minutes=1), events.publish_due),
    Task("opportunities.keep_up", timedelta(minutes=10), opportunities.keep_up),
    Task("opportunities.forget", timedelta(hours=6), opportunities.forget),
    Task("following.forget", timedelta(hours=6), following.forget),
    Task("hours.remind", timedelta(hours=1), hours.remind),
    Task("organisations.forget", timedelta(hours=6), organisations.forget),
    Task("organising.forget", timedelta(hours=6), organising.forget),
    Task("outbox.forget", timedelta(hours=1), outbox.forget),
    Task("people.forget", timedelta(hours=1), people.forget),
    Task("rota.ask_on", timedelta(minutes=10), rota.ask_on),
    Task("rota.end_closed", timedelta(minutes=1), rota.end_closed),
    Task("rota.extend_windows", timedelta(hours=1), rota.extend_windows),
    Task("rota.forget", timedelta(hours=6), rota.forget),
    Task("rota.keep_up", timedelta(minutes=1), rota.keep_up),
    Task("rota.release_leavers", timedelta(minutes=10), rota.release_leavers),
    Task("rota.remind", timedelta(minutes=5), rota.remind),
    Task("rota.tell_of_lapses", timedelta(minutes=30), rota.tell_of_lapses),
    Task("skills.forget", timedelta(hours=6), skills.forget),
    Task("skills.tell_endings", timedelta(hours=1), skills.tell_endings),
)
"""What workers do besides sending mail."""


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    app.cli.add_command(demo)
    app.cli.add_command(examine)
    app.cli.add_command(work)
    app.cli.add_command(list_mail)
    app.cli.add_command(keys)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing if there is something here already.")
@click.option("--fresh", is_flag=True, help="Take away everything that is here first.")
@with_appcontext
def demo(if_empty: bool, fresh: bool) -> None:
    """Load the demonstration: an invented network, its dates and its people."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("Invented people belong only where DEMO=1 is set.")
    from demo import load  # only a demonstration needs it

    with writing():
        if fresh:
            load.clear()
        if load.is_empty():
            load.load(utcnow(), say=click.echo)
        elif not if_empty:
            raise click.ClickException("There is something here already. Try --fresh.")
        db.session.commit()


@click.command("doctor")
@with_appcontext
def examine() -> None:
    """Say what is wrong with this deployment; ends with 1 where it is dangerous."""
    found = doctor.examine(current_app.config["SETTINGS"])
    for finding in found:
        click.echo(f"{finding.level.upper()}: {finding.words}\n  {finding.advice}")
    if not found:
        click.echo("Nothing is wrong.")
    if any(finding.level == doctor.Level.DANGER for finding in found):
        raise SystemExit(1)


@click.command("worker")
@with_appcontext
def work() -> None:
    """Send mail and do what is due, until told to stop with Ctrl-C or SIGTERM."""
    worker = Worker(current_app._get_current_object(), TASKS)  # type: ignore[attr-defined]
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: worker.stop())
    click.echo("Working. Ctrl-C stops.")
    sys.stdout.flush()
    worker.run()


@click.group("outbox", invoke_without_command=True)
@click.pass_context
@with_appcontext
def list_mail(context: click.Context) -> None:
    """List the mail that waits or will never go, and why."""
    if context.invoked_subcommand:
        return
    messages = outbox.unsent()
    for message in messages:
        click.echo(outbox.line(message))
    if not messages:
        click.echo("No mail waits.")


@list_mail.command("retry")
@click.argument("which")
@with_appcontext
def retry_mail(which: str) -> None:
    """Try message WHICH again now, or all that were given up."""
    if which != "all" and not which.isdecimal():
        raise click.UsageError("Say the number of a message, or all.")
    with writing():
        tried = outbox.try_now(None if which == "all" else [int(which)])
        db.session.commit()
    click.echo(f"{tried} will be tried again.")


@click.group()
def keys() -> None:
    """The keys that groups sign badges with. SLUG is the group's, as in the address of its page."""


SLUG = click.argument("slug", required=False)
ALL = click.option("--all", "of_all", is_flag=True, help="Every group that has ever signed.")


@keys.command("list")
@with_appcontext
def list_keys() -> None:
    """List all keys: number, group, kind, from when, and until when."""
    for key in signers.every_key():
        until = f"{key.retired_at:%Y-%m-%d}" if key.retired_at else "in use"
        group = key.issuer.organisation.slug
        click.echo(f"{key.id:>5}  {group}  {key.label}  {key.created_at:%Y-%m-%d}  {until}")


@keys.command("make")
@SLUG
@ALL
@with_appcontext
def make_keys(slug: str | None, of_all: bool) -> None:
    """Make the keys that are missing."""
    _change(slug, of_all, credentials.make_keys)


@keys.command("rotate")
@SLUG
@ALL
@with_appcontext
def rotate_keys(slug: str | None, of_all: bool) -> None:
    """Let new keys take over. What the old ones signed stays good."""
    _change(slug, of_all, credentials.rotate)


@keys.command("retire")
@click.argument("number", type=int)
@with_appcontext
def retire_key(number: int) -> None:
    """Sign nothing more with key NUMBER, and wipe its private half."""
    with writing():
        key = signers.key(number)
        if key is None:
            raise click.ClickException("There is no key of that number. See `flask keys list`.")
        credentials.retire(key)
        db.session.commit()
    click.echo("Retired. What it signed stays good.")


@keys.command("relock")
@with_appcontext
def relock_keys() -> None:
    """Lock all private keys with the first BADGE_SECRET, so that the others can go."""
    with writing():
        count = _said(credentials.relock)
        db.session.commit()
    click.echo(f"Locked {plural(count, 'key')} with the first secret.")


def _change(slug: str | None, of_all: bool, verb: Callable[[Issuer], list[SigningKey]]) -> None:
    if bool(slug) == of_all:
        raise click.UsageError("Say one group's SLUG, or --all.")
    with writing():
        issuers = [_said(partial(credentials.issuer_at, slug))] if slug else signers.issuers()
        made = [key for issuer in issuers for key in _said(partial(verb, issuer))]
        db.session.commit()
    click.echo(f"Made {plural(len(made), 'key')}.")


def _said(verb: Callable[[], Result]) -> Result:
    """What the verb answers; a refusal in its own words."""
    try:
        return verb()
    except RuleBroken as rule:
        raise click.ClickException(str(rule)) from None
