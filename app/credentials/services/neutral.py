"""The last look at neutral words before they are written down for good.

Badges are worded with care (badges.services), yet supporters write as they like, and names of
groups change. So whatever would tell what sort of group it was stays out, and nobody is kept from
their badge by it.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.credentials import queries
from app.credentials.models import Facts, Issuer
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.shared.neutral import disclosing

A_GROUP = "A local group"
A_BADGE = "A skill shown as a volunteer"


def without_telling(facts: Facts) -> Facts:
    """The same facts with plain names for those that tell, and without the lines that do."""
    names = organisations.telling_names()

    def is_plain(words: str) -> bool:
        return not disclosing(words, names)

    def plain(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(is_plain, lines))

    if is_plain("\n".join(_all_words(facts))):
        return facts
    return replace(
        facts,
        name=facts.name if is_plain(facts.name) else A_BADGE,
        group_name=facts.group_name if is_plain(facts.group_name) else A_GROUP,
        description=facts.description if is_plain(facts.description) else "",
        criteria=plain(facts.criteria),
        skills=plain(facts.skills),
        evidence=plain(facts.evidence),
        endorsements=plain(facts.endorsements),
        alignment=tuple(link for link in facts.alignment if is_plain(f"{link.name} {link.url}")),
    )


def called(group: Organisation) -> str:
    """How a group is called outside."""
    return A_GROUP if _tells(group.neutral_name) else group.neutral_name


def called_before(issuer: Issuer) -> list[str]:
    """What else a group was called in what it signed: whoever has such a badge knows it by that."""
    now = {A_GROUP, issuer.organisation.neutral_name}
    return [each for each in queries.names_signed(issuer) if each not in now and not _tells(each)]


def _tells(name: str) -> bool:
    return bool(disclosing(name, organisations.telling_names()))


def _all_words(facts: Facts) -> Iterator[str]:
    yield from (facts.name, facts.group_name, facts.description)
    for lines in (facts.criteria, facts.skills, facts.evidence, facts.endorsements):
        yield from lines
    for link in facts.alignment:
        yield from (link.name, link.url)
