"""Kind words: who is hurt gets a hint, who speaks of kitchens gets none."""

import pytest

from app.events.services import hints_on

HINTED = [
    "You must be clean for 30 days",
    "Stay clean with us",
    "She got clean last year",
    "Only clean people, please",
    "dirty tests mean you leave",
    "You have to be sober",
    "You need to be abstinent",
    "30 days sober before you join",
    "We have a zero-tolerance policy",
    "no users",
    "Help for addicts",
    "an addict, like us",
    "junkies welcome",
    "For alcoholics and their wives",
    "no drunks",
    "A talk on substance abuse",
    "people who abuse alcohol",
    "drug abusers",
    "If you relapse, call us",
    "He fell off the wagon",
    "ex-addicts cook for you",
    "ex-offenders",
    "Open to service users",
    "our clients paint",
    "hard-to-reach groups",
    "vulnerable people",
    "lunch for the homeless",
    "suffering from addiction",
    "battling addiction",
    "a drug habit",
    "drug of choice",
    "He needs a fix",
    "those who failed treatment",
    "in denial",
    "when he committed suicide",
    "psychos",
    "normal people",
    "No excuses",
    "You will be banned",
    "Three strikes and you are out",
]
SILENT = [
    "Help us clean the kitchen",
    "There is a clean kitchen",
    "domestic abuse helpline",
    "a survivor of domestic abuse",
    "child abuse",
    "clean, dry clothes",
    "a clean and warm hall",
    "Beach clean on Saturday",
    "a spring clean",
    "Keep the river clean",
    "your hands will get dirty",
    "clean needles",
    "Clean up after the walk",
    "The hall is clean",
    "clean boots, please",
    "Alcoholics Anonymous meets next door",
    "non-alcoholic drinks",
    "relapse prevention",
    "book addicts",
    "Fix a toaster",
    "We fix bikes",
    "quick fix",
    "Please be patient",
    "in many cases",
    "crazy golf",
    "Strictly no parking",
    "zero tolerance of racism",
    "The pub is called The Cleaner",
    "People in recovery, and anyone who drinks more than they want to",
    "Come as you are. Nobody has to speak.",
    "",
]


@pytest.mark.parametrize("text", HINTED)
def test_a_word_that_may_hurt_gets_a_hint(text):
    (hint, *_) = hints_on(text)

    assert hint.found in text
    assert hint.why
    assert hint.instead


@pytest.mark.parametrize("text", SILENT)
def test_a_word_in_other_company_stays_silent(text):
    assert hints_on(text) == []


def test_a_hint_is_given_once_and_in_the_order_of_the_words():
    found = [hint.found for hint in hints_on("Addicts, stay clean", "more addicts")]

    assert found == ["Addicts", "stay clean"]


def test_long_words_are_checked_before_anyone_waits():
    assert hints_on("cleanly " * 20_000) == []
