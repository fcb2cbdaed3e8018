"""Links to somebody's record, ready-made."""

from app.shared.codes import hashed, new_key
from app.skills.models import ShareLink
from app.skills.services import token_from
from tests.factories import make_person, save


def make_link(person=None, **says):
    """A link to somebody's record, as it is made from its nonce. Nothing is chosen."""
    nonce = says.pop("nonce", None) or new_key()
    defaults = {
        "person": person or make_person(),
        "shown_name": "Ash",
        "form_key": new_key(),
        "token_hash": hashed(token_from(nonce)),
    }
    return save(ShareLink(nonce=nonce, **defaults | says))
