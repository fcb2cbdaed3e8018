"""Asking people to join a team, and what they answer."""

from datetime import datetime, timedelta

from app.organisations import emails, queries
from app.organisations.models import Invitation, Membership, Organisation, Position
from app.people import queries as people
from app.people.models import Person
from app.shared import outbox
from app.shared.codes import new_key
from app.shared.database import db, utcnow

LASTS = timedelta(days=14)


def invite(group: Organisation, email: str, position: str) -> None:
    """Ask whoever has this address to join, for two weeks from now. Asked again, they get a mail at
    most once a day. Does the same whether or not we know them, or they are in the team already.

    Hold the group first, so that two who ask at once ask once.
    """
    invitation = queries.invitation_of(group, email)
    if invitation is None:
        invitation = Invitation(organisation=group, email=email, key=new_key(), asked_at=utcnow())
        db.session.add(invitation)
    invitation.position = position
    invitation.ends_at = utcnow() + LASTS
    db.session.flush()
    known = people.by_email(email)
    emails.invited(invitation, full=known is not None and known.wants_full_words)


def accept(invitation: Invitation, person: Person) -> None:
    """Give `person` the position they were asked to take. They are shown nowhere until they say so,
    and lose nothing they have."""
    group, position = invitation.organisation, Position(invitation.position)
    held = {known.slug: member for known, member in queries.teams_of(person)}.get(group.slug)
    if held is None or position not in held.positions:
        db.session.add(
            Membership(
                organisation=group,
                person_id=person.id,
                position=position,
                title=held.words if held else "",
                is_shown=held.is_shown if held else False,
            )
        )
    _end(invitation)


def decline(invitation: Invitation) -> None:
    """Forget that they were asked. Nobody is told."""
    _end(invitation)


def take_back(group: Organisation, invitation_id: int) -> None:
    """Ask no longer; the mail no longer opens anything. Taking it back twice is as good as once."""
    for invitation in queries.waiting(group):
        if invitation.id == invitation_id:
            _end(invitation)


def forget(now: datetime | None = None) -> None:
    """Forget the addresses that did not answer in two weeks."""
    for invitation in queries.invitations_over(now or utcnow()):
        _end(invitation)


def _end(invitation: Invitation) -> None:
    outbox.erase(invitation.about)
    db.session.delete(invitation)
    db.session.flush()
