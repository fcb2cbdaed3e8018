"""Commands, as thin as views: load, one verb, commit."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.shared import doctor
from app.shared.database import db, utcnow, writing


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    app.cli.add_command(demo)
    app.cli.add_command(examine)


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
