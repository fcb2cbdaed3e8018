"""Finding issuers, keys, lists and credentials. What anyone may check is found by one question."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, func, select, union_all
from sqlalchemy.orm import contains_eager, joinedload, undefer

from app.credentials.models import (
    Achievement,
    Credential,
    ForeignBadge,
    Issuer,
    SigningKey,
    SpentBit,
    StatusList,
)
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db

_ISSUER = joinedload(Credential.achievement).joinedload(Achievement.issuer)
_SHOWN = select(Credential).options(_ISSUER, joinedload(Credential.status_list))


def checked(public_id: str) -> Credential | None:
    """The credential at this address with all that its page shows."""
    return db.session.scalar(_SHOWN.where(Credential.public_id == public_id))


def file(public_id: str) -> Credential | None:
    """The credential at this address with its signed files."""
    texts = undefer(Credential.document), undefer(Credential.jwt)
    return db.session.scalar(_SHOWN.where(Credential.public_id == public_id).options(*texts))


def files(ids: Collection[int]) -> Sequence[Credential]:
    """These credentials with their signed files, the oldest first."""
    texts = undefer(Credential.document), undefer(Credential.jwt)
    query = _SHOWN.where(Credential.id.in_(ids)).options(*texts)
    return db.session.scalars(query.order_by(Credential.id)).all()


def achievement(public_id: str) -> Achievement | None:
    """The achievement at this address with its issuer."""
    return db.session.scalar(
        select(Achievement)
        .where(Achievement.public_id == public_id)
        .options(joinedload(Achievement.issuer))
    )


def achievement_worded(issuer: Issuer, digest: str) -> Achievement | None:
    """The achievement of this issuer with these very words, if anyone has it yet."""
    return db.session.scalar(
        select(Achievement).where(Achievement.issuer_id == issuer.id, Achievement.digest == digest)
    )


def issuer_named(public_id: str) -> Issuer | None:
    """Who signs under this name, with the group."""
    return db.session.scalar(
        select(Issuer).where(Issuer.public_id == public_id).options(joinedload(Issuer.organisation))
    )


def issuer_of(group: Organisation) -> Issuer | None:
    """The group as one who signs, if it has ever."""
    return db.session.scalar(select(Issuer).where(Issuer.organisation_id == group.id))


def names_signed(issuer: Issuer) -> Sequence[str]:
    """How the group was called in whatever it signed in neutral words, A to Z."""
    mine = Achievement.issuer_id == issuer.id, Achievement.is_neutral
    names = select(Achievement.group_name).where(*mine).distinct()
    return db.session.scalars(names.order_by(Achievement.group_name)).all()


def issuers() -> Sequence[Issuer]:
    """Everyone who signs."""
    return db.session.scalars(select(Issuer).order_by(Issuer.id)).all()


def group_at(slug: str) -> Organisation | None:
    """The group at this address, whatever its state."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def keys_of(issuer: Issuer) -> Sequence[SigningKey]:
    """All keys that this issuer ever had, the oldest first."""
    return db.session.scalars(
        select(SigningKey).where(SigningKey.issuer_id == issuer.id).order_by(SigningKey.id)
    ).all()


def keys_in_use(issuer: Issuer) -> Sequence[SigningKey]:
    """The keys that this issuer signs with, at most one of a kind, with their private halves."""
    return db.session.scalars(_IN_USE.where(SigningKey.issuer_id == issuer.id)).all()


def every_key() -> Sequence[SigningKey]:
    """All keys with their groups, those of one group together, the oldest first."""
    group = joinedload(SigningKey.issuer).joinedload(Issuer.organisation)
    return db.session.scalars(
        select(SigningKey).options(group).order_by(SigningKey.issuer_id, SigningKey.id)
    ).all()


def locked_keys() -> Sequence[SigningKey]:
    """Every key that has a private half, with it."""
    return db.session.scalars(_IN_USE.where(SigningKey.private.is_not(None))).all()


_IN_USE = (
    select(SigningKey)
    .where(SigningKey.retired_at.is_(None))
    .options(undefer(SigningKey.private))
    .order_by(SigningKey.id)
)


def key(key_id: int) -> SigningKey | None:
    """The key of this number with its private half, as `flask keys list` names it."""
    return db.session.scalar(
        select(SigningKey).where(SigningKey.id == key_id).options(undefer(SigningKey.private))
    )


def newest_list(issuer: Issuer) -> StatusList | None:
    """The status list that new credentials of this issuer go on."""
    return db.session.scalar(
        select(StatusList)
        .where(StatusList.issuer_id == issuer.id)
        .order_by(StatusList.number.desc())
        .limit(1)
    )


def is_taken(status_list: StatusList, index: int) -> bool:
    """Whether this bit of the list is some credential's."""
    taken = Credential.status_list_id == status_list.id, Credential.status_index == index
    return bool(db.session.scalar(select(exists().where(*taken))))


def is_spent(status_list: StatusList, index: int) -> bool:
    """Whether this bit of the list was that of a credential which is forgotten."""
    spent = SpentBit.status_list_id == status_list.id, SpentBit.status_index == index
    return bool(db.session.scalar(select(exists().where(*spent))))


def list_named(public_id: str, number: int) -> StatusList | None:
    """A list of the issuer of this name, with them."""
    return db.session.scalar(
        select(StatusList)
        .join(StatusList.issuer)
        .where(Issuer.public_id == public_id, StatusList.number == number)
        .options(contains_eager(StatusList.issuer))
    )


def stale_lists() -> Sequence[int]:
    """The numbers of the lists that do not say what is withdrawn now."""
    stale = select(StatusList.id).where(StatusList.is_stale)
    return db.session.scalars(stale.order_by(StatusList.id)).all()


def list_with_issuer(list_id: int) -> StatusList:
    """A list and who signs it, as they are now."""
    return db.session.scalars(
        select(StatusList)
        .where(StatusList.id == list_id)
        .options(joinedload(StatusList.issuer))
        .execution_options(populate_existing=True)
    ).one()


def withdrawn(status_list: StatusList) -> Sequence[int]:
    """The bits of this list that are set, those of what is forgotten among them."""
    known = select(Credential.status_index).where(
        Credential.status_list_id == status_list.id, Credential.revoked_at.is_not(None)
    )
    spent = select(SpentBit.status_index).where(
        SpentBit.status_list_id == status_list.id, SpentBit.is_withdrawn
    )
    return sorted(db.session.scalars(union_all(known, spent)))


def unsigned(after: int, most: int) -> Sequence[Credential]:
    """Credentials that wait for their signature, the first of those after this number."""
    return db.session.scalars(
        _SHOWN.where(Credential.signed_at.is_(None), Credential.id > after)
        .order_by(Credential.id)
        .limit(most)
    ).all()


def brought_in(person: Person) -> Sequence[ForeignBadge]:
    """The badges that `person` brought from elsewhere, the latest earned first."""
    return db.session.scalars(
        select(ForeignBadge)
        .where(ForeignBadge.person_id == person.id)
        .order_by(ForeignBadge.earned_on.desc(), ForeignBadge.id.desc())
    ).all()


def own_brought(person: Person, badge_id: int) -> ForeignBadge:
    """One of them with its file; 404 for anybody else's."""
    mine = ForeignBadge.id == badge_id, ForeignBadge.person_id == person.id
    query = select(ForeignBadge).where(*mine).options(undefer(ForeignBadge.document))
    found: ForeignBadge = db.first_or_404(query)
    return found


def brought_before(person: Person, digest: str) -> ForeignBadge | None:
    """The same badge, if they brought it before."""
    return db.session.scalar(
        select(ForeignBadge).where(
            ForeignBadge.person_id == person.id, ForeignBadge.digest == digest
        )
    )


def how_many_brought(person: Person) -> int:
    """How many badges from elsewhere somebody keeps here."""
    mine = ForeignBadge.person_id == person.id
    return db.session.scalar(select(func.count(ForeignBadge.id)).where(mine)) or 0
