"""What may be done about hours. Every step of an entry goes through `moves.move`."""

from app.hours.services.attendance import record, take_back

__all__ = ["record", "take_back"]
