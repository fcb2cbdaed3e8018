"""Open Badges 3.0, the pure part: documents, keys, signatures, pictures. Knows no database.

documents.py   credential(facts): the document, before it is signed
keys.py        new_ed25519(), new_rsa(), Signer, issuer_document(): whose signature it is
signing.py     sign() with the issuer's Ed25519 key, as_jwt() with its RSA key
status.py      status_list(): which are withdrawn; is_revoked()
picture.py     ring(), ring_png(): the picture that we make of a badge
baking.py      bake_svg(), bake_png(), unbake(): a badge inside its own picture
verifying.py   verify(): what a badge is worth, without asking anybody
telling.py     told(): what it says, as plain text to show
canonical.py   the bytes that a signature is over; contexts.py: the words they are made of
"""
