"""Words as they stand in an address."""

import re
import unicodedata

LONGEST = 80


def slugify(words: str, otherwise: str = "event") -> str:
    """Small plain letters, figures and hyphens, at most 80; `otherwise` where none are left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-") or otherwise
