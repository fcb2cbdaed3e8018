"""One person of each role, what the addresses of the app are filled in with, and asking as each.

Everything is written once and committed; what a POST changes is rolled back when its request ends.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import update

from app.bookings.models import Booking, BookingState
from app.organisations.models import OrganisationKind, Position
from app.people import services as people
from app.people.views import TOKEN
from app.shared.database import db
from app.shared.extensions import limiter
from tests.conventions.building import rules
from tests.conventions.test_requests import addresses
from tests.factories import make_membership, make_organisation, make_person

OF_THE_GROUP = {
    "volunteer": Position.VOLUNTEER,
    "screener": Position.SCREENER,
    "lead": Position.SAFEGUARDING_LEAD,
    "organiser": Position.ORGANISER,
    "admin": Position.ADMIN,
}
ROLES = ("stranger", "person", "holder", *OF_THE_GROUP, "other", "network")
"""Nobody who is signed in; somebody; who holds the booking; those of the group's team (`lead` is
the safeguarding lead); an organiser of another group; an admin of the network."""


@dataclass
class World:
    """Who asks, with what in their cookie, and where each address leads."""

    app: object
    cookies: dict[str, str]
    people: dict[str, object]
    addresses: dict[str, str] = field(default_factory=dict)

    def ask(self, role, method, rule):
        """What somebody of this role is answered at the address of this rule."""
        return self.ask_at(role, method, self.addresses[rule.rule])

    def ask_at(self, role, method, address):
        """The same at any other address."""
        client = self.app.test_client()
        if role != "stranger":
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], self.cookies[role])
        return client.open(address, method=method)


def asking(app, rule):
    """Who asks: a page that is the same for everyone is not asked for by all of them."""
    is_public = app.view_functions[rule.endpoint].access == "public"
    return ("stranger", "holder", "admin") if is_public else ROLES


@contextmanager
def nothing_kept(monkeypatch):
    """Inside, what is committed is only flushed, and gone when its session ends."""
    with monkeypatch.context() as patched:
        session = type(db.session())
        patched.setattr(session, "commit", session.flush)
        patched.setattr(limiter, "enabled", False)
        yield


def make_world(app, monkeypatch):
    """Write everybody and everything that the addresses of the app name."""
    with nothing_kept(monkeypatch):  # until all of it is there: a commit for each row takes long
        who = {role: make_person(name=f"{role} Surname") for role in ROLES if role != "stranger"}
        make_membership(person=who["other"])
        network = make_organisation(kind=OrganisationKind.NETWORK)
        make_membership(network, who["network"], position=Position.ADMIN)
        cookies = {role: _cookie(app, people.start_sign_in(each)) for role, each in who.items()}
        world = World(app, cookies, who)
        world.addresses |= addresses(list(rules()), lambda: _team(who))
        own = Booking.state != BookingState.CAME  # who came is somebody else, who can be asked
        db.session.execute(update(Booking).where(own).values(person_id=who["holder"].id))
    db.session.commit()
    return world


def _team(who):
    """A group with somebody in each position; the organiser's membership."""
    group = make_organisation()
    made = {
        role: make_membership(group, who[role], position=position)
        for role, position in OF_THE_GROUP.items()
    }
    return made["organiser"]


def _cookie(app, token):
    signer = app.session_interface.get_signing_serializer(app)
    return signer.dumps({TOKEN: token, "_fresh": True})
