"""Commands, as thin as views: load, one verb, commit."""

import signal
import sys
from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.bookings import services as bookings
from app.company import services as company
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
from app.shared.worker import Task, Worker

TASKS = (
    Task("bookings.lapse_offers", timedelta(minutes=1), bookings.lapse_offers),
    Task("bookings.digest", timedelta(minutes=10), bookings.digest),
    Task("bookings.remind", timedelta(minutes=5), bookings.remind),
    Task("bookings.forget_answers", timedelta(hours=1), bookings.forget_answers),
    Task("bookings.forget_past", timedelta(hours=6), bookings.forget_past),
    Task("bookings.thank", timedelta(minutes=1), bookings.thank),
    Task("bookings.forget_links", timedelta(hours=6), bookings.forget_links),
    Task("company.keep_up", timedelta(minutes=1), company.keep_up),
    Task("company.forget", timedelta(hours=1), company.forget),
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
    Task("rota.extend_windows", timedelta(hours=1), rota.extend_windows),
    Task("rota.forget", timedelta(hours=6), rota.forget),
    Task("rota.keep_up", timedelta(minutes=1), rota.keep_up),
    Task("rota.release_leavers", timedelta(minutes=10), rota.release_leavers),
    Task("rota.remind", timedelta(minutes=5), rota.remind),
)
"""What workers do besides sending mail."""


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    app.cli.add_command(demo)
    app.cli.add_command(examine)
    app.cli.add_command(work)
    app.cli.add_command(list_mail)


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
