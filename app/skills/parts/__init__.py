"""What a record shows: to the person whose it is, and to whoever they gave a link."""

from app.skills.parts.everything import everything
from app.skills.parts.own import record
from app.skills.parts.shared import Shared, address, day, paper, picture, shared, signed_files

__all__ = [
    "Shared",
    "address",
    "day",
    "everything",
    "paper",
    "picture",
    "record",
    "shared",
    "signed_files",
]
