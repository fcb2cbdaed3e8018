"""Which groups the public may see, and which the network looks after."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.organisations.models import GONE, Organisation, OrganisationKind, OrganisationState
from app.shared.database import db


def checked() -> Sequence[Organisation]:
    """Every checked group, A to Z. The network itself is not one of them."""
    return db.session.scalars(
        select(Organisation)
        .where(
            Organisation.state == OrganisationState.VERIFIED,
            Organisation.kind != OrganisationKind.NETWORK,
        )
        .options(joinedload(Organisation.base_place))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def checked_with(slug: str) -> Organisation:
    """The checked group at this address, with its place; 404 for any other."""
    group: Organisation = db.first_or_404(
        select(Organisation)
        .where(
            Organisation.slug == slug,
            Organisation.state == OrganisationState.VERIFIED,
        )
        .options(joinedload(Organisation.base_place))
    )
    return group


def network() -> Organisation | None:
    """The network that this installation serves, which checks the groups."""
    return db.session.scalar(
        select(Organisation)
        .where(
            Organisation.kind == OrganisationKind.NETWORK,
            Organisation.state == OrganisationState.VERIFIED,
        )
        .order_by(Organisation.id)
        .limit(1)
    )


def others_of_network() -> Sequence[Organisation]:
    """Every group that is on its way in, in, or paused, but for the network itself, A to Z."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.kind != OrganisationKind.NETWORK, Organisation.state.not_in(GONE))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def was_checked() -> ColumnElement[bool]:
    """`Organisation.was_checked` for a query."""
    is_now = Organisation.state == OrganisationState.VERIFIED
    return or_(is_now, Organisation.verified_at.is_not(None))


def is_called(name: str, but: Organisation) -> bool:
    """Whether another checked group goes by this name, outside or at home, but for capitals."""
    called = func.lower(Organisation.name), func.lower(Organisation.neutral_name)
    theirs = Organisation.id != but.id, was_checked()
    same = exists().where(or_(*(each == name.lower() for each in called)), *theirs)
    return bool(db.session.scalar(select(same)))


def telling_names() -> Sequence[str]:
    """The names of groups that neutral wording leaves out, as they call themselves otherwise there.
    For shared/neutral.py. Of groups that were checked once: anybody may begin one, and call it
    “Listening” so that no badge may say the word."""
    return db.session.scalars(
        select(Organisation.name).where(
            Organisation.neutral_name != Organisation.name,
            Organisation.name != "",
            Organisation.verified_at.is_not(None),
        )
    ).all()
