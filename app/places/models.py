"""Towns and villages, and the venues in them."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Model


class Settlement(StrEnum):
    VILLAGE = "village"
    TOWN = "town"
    CITY = "city"


class Place(Model):
    """A town, village or city that people name when they say where they are."""

    __tablename__ = "places"
    __table_args__ = (Index("ix_places_latitude_longitude", "latitude", "longitude"),)

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    outcode: Mapped[str] = mapped_column(String(4))
    latitude: Mapped[float]
    longitude: Mapped[float]
    district: Mapped[str] = mapped_column(String(80))
    settlement: Mapped[str] = mapped_column(String(20))
    is_rural: Mapped[bool]


class VenueType(StrEnum):
    """Only the two that have no door are told apart in code."""

    ONLINE = "online"
    PHONE = "phone"


class Venue(Model):
    """A building, a meeting point, an online room or a phone line.

    Access facts are yes, no or not known (None); "not known" is shown as such. Whoever added it
    looks after what is said of it; the network does where no group did.
    """

    __tablename__ = "venues"
    __table_args__ = (Index("ix_venues_latitude_longitude", "latitude", "longitude"),)

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(30))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    outcode: Mapped[str | None] = mapped_column(String(4))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    getting_there: Mapped[str] = mapped_column(Text, default="")
    what_to_look_for: Mapped[str] = mapped_column(Text, default="")
    mobile_signal: Mapped[str] = mapped_column(String(10), default="")
    has_wifi: Mapped[bool | None]
    is_address_private: Mapped[bool] = mapped_column(default=False)
    is_step_free: Mapped[bool | None]
    has_accessible_toilet: Mapped[bool | None]
    has_hearing_loop: Mapped[bool | None]
    has_quiet_space: Mapped[bool | None]
    has_parking: Mapped[bool | None]
    has_blue_badge_bay: Mapped[bool | None]
    has_gender_neutral_toilet: Mapped[bool | None]
    has_baby_change: Mapped[bool | None]
    is_dog_friendly: Mapped[bool | None]
    is_alcohol_free: Mapped[bool | None]
    has_bar_in_building: Mapped[bool | None]

    place: Mapped[Place | None] = relationship(lazy="raise_on_sql")

    @property
    def is_remote(self) -> bool:
        """By phone or online: nowhere to travel to."""
        return self.type in (VenueType.ONLINE, VenueType.PHONE)
