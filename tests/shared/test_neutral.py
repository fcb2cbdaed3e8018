"""What leaves in neutral wording tells nobody anything."""

import pytest

from app.shared.neutral import disclosing
from demo.reading import rows

NAMES = ["Hearthstone Recovery Dales", "Kettle's On", "Riverside café", "The Peak & Footsteps"]
NAMES += ["Tea Hour", "…"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In RECOVERY since May", ["*recover*"]),
        ("récovery", ["*recover*"]),
        ("reco\u00advery, reco\u200bvery", ["*recover*"]),
        ("recov-\nery", ["*recover*"]),
        ("re-covery", ["*recover*"]),
        ("peer-support", ["peer"]),
        ("a service\u00a0user", ["service user*"]),
        ("a service&nbsp;user", ["service user*"]),
        ("lived\n   experience", ["lived experience*"]),
        ("/badges/overdose-awareness?x=12%20step", ["overdos*", "12 step*"]),
        ("AA-meetings", ["aa meeting*", "AA"]),
        ("SMART group", ["smart group*", "SMART"]),
        ("Kettle’s on", ["Kettle's On"]),
        ("RIVERSIDE CAFE", ["Riverside café"]),
        ("hearthstone\nrecovery\ndales", ["*recover*", "Hearthstone Recovery Dales"]),
        ("Not applicable: n/a. A smart cookie from Canada", []),
        ("Serve, clear and clean, using common tools", []),
        ("www.dalesrecovery.example", ["*recover*"]),
        ("peakfootsteps.example", ["The Peak & Footsteps"]),
        ("Peak and Footsteps", ["The Peak & Footsteps"]),
        ("Hearthstone", []),
        ("Cover very", []),
        ("ｓｏｂｅｒ", ["*sober*"]),
        ("tea hour", ["Tea Hour"]),
        ("a plateahour", []),
        ("", []),
    ],
)
def test_words_that_tell_are_found_however_they_are_written(text, found):
    assert sorted(disclosing(text, NAMES)) == sorted(found)


def test_no_neutral_word_of_the_demonstration_tells_anything():
    groups, events = rows("organisations"), rows("event_series", "series")
    names = [row["name"] for row in groups if row["name"] != row["discreet_name"]]
    names += [row["title"] for row in events if row["title"] != row["discreet_title"]]
    badges = rows("badges")
    neutral = [row["discreet_name"] for row in groups]
    for badge in badges:
        neutral += [badge["employer_safe_name"]]
        neutral += [badge.get("neutral_description") or badge["description"]]
        neutral += [step.get("neutral_words") or step["words"] for step in badge["criteria"]]

    telling = {words: found for words in neutral if (found := disclosing(words, names))}

    assert len(badges) == 40
    assert telling == {}
