"""One function per email, each a row in the outbox in the caller's transaction."""

from datetime import datetime

from app.shared import outbox


def code(to: str, code: str, minutes: int, drop_after: datetime, about: str) -> None:
    """The code to sign in with. The same words to everyone, whether or not we know them."""
    outbox.post(
        kind="people.code",
        to=to,
        full=False,
        context={"code": f"{code[:3]} {code[3:]}", "minutes": minutes},
        drop_after=drop_after,
        about=about,
    )
