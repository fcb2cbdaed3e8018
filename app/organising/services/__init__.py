"""What organisers do that is not a change to one booking: the door."""

from app.organising.services.door import Said, Tap, forget, note

__all__ = ["Said", "Tap", "forget", "note"]
