"""Places and postcodes: what people type, where it is, and what must never be kept."""

import csv
import random
import re
import unicodedata
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.shared import geography
from app.shared.geography import Choice, Found, Position, coarsen, find, look_up_postcode

SECTORS = Path(geography.__file__).parents[1] / "data" / "uk_sectors.csv"

# Written apart from the code's own pattern: the shape GOV.UK gives for a postcode.
FULL_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][ABD-HJLNP-UW-Z]{2}", re.ASCII)


@dataclass(frozen=True)
class Town:
    name: str
    outcode: str
    latitude: float
    longitude: float
    district: str

    @property
    def slug(self):
        return self.name.lower().replace(" ", "-").replace("’", "")


DERBYSHIRE = [
    Town("Youlgrave", "DE45", 53.175, -1.685, "Derbyshire Dales"),
    Town("Bakewell", "DE45", 53.213, -1.675, "Derbyshire Dales"),
    Town("Matlock", "DE4", 53.138, -1.551, "Derbyshire Dales"),
    Town("Crich", "DE4", 53.086, -1.481, "Amber Valley"),
    Town("Hope", "S33", 53.348, -1.743, "High Peak"),
    Town("Hadfield", "SK13", 53.461, -1.966, "High Peak"),
    Town("Hayfield", "SK22", 53.379, -1.946, "High Peak"),
    Town("Chapel-en-le-Frith", "SK23", 53.323, -1.914, "High Peak"),
    Town("Long Eaton", "NG10", 52.898, -1.271, "Erewash"),
    Town("Chesterfield", "S40", 53.235, -1.421, "Chesterfield"),
    Town("Derby", "DE1", 52.922, -1.476, "Derby City"),
    Town("Hilton", "DE65", 52.871, -1.632, "South Derbyshire"),
]
AND_NAMESAKES = [
    *DERBYSHIRE,
    Town("Hope", "LL12", 53.117, -3.038, "Flintshire"),
    Town("Norton", "S8", 53.33, -1.46, "Sheffield"),
    Town("Norton", "S6", 53.40, -1.53, "Sheffield"),
    Town("Long Lane", "DE6", 52.93, -1.65, "South Derbyshire"),
    Town("King’s Newton", "DE73", 52.83, -1.43, "South Derbyshire"),
    Town("Llŷn", "LL53", 52.89, -4.42, "Gwynedd"),
]


@pytest.fixture(scope="module")
def rows():
    with SECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@st.composite
def full_postcodes(draw):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    area = draw(st.text(letters, min_size=1, max_size=2))
    district = draw(st.from_regex(r"\A[0-9][A-Z0-9]?\Z"))
    gap = draw(st.sampled_from(["", " ", "  ", "\t", "-", ".", "\x00", "\u200b", "\xa0"]))
    unit = draw(st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2))
    written = f"{area}{district}{gap}{draw(st.integers(0, 9))}{unit}"
    return draw(st.sampled_from([written, written.lower(), written.title()]))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("de4 5gl", "DE4 5"),
        ("DE45GL", "DE4 5"),
        ("DE455GL", "DE45 5"),
        (" de4   5gl ", "DE4 5"),
        ("D E 4 5 G L", "DE4 5"),
        ("DE 4 5GL", "DE4 5"),
        ("DE4 5 GL", "DE4 5"),
        ("DE4-5GL", "DE4 5"),
        ("DE4 5G", "DE4 5"),
        ("w1a1aa", "W1A 1"),
        ("EC1A 1BB", "EC1A 1"),
        ("GIR 0AA", "GIR 0"),
        ("DE4 5GLcrich", "DE4 5"),
        ("ＤＥ４ ５ＧＬ", "DE4 5"),
        ("DE4\u200b 5\u00adGL", "DE4 5"),
        ("12 Main Road, Crich DE4 5GL, please", "12 Main Road, Crich DE4 5, please"),
        ("Flat A S40 1AB", "Flat A S40 1"),
        ("from DE45GL to S401AB", "from DE4 5 to S40 1"),
    ],
)
def test_a_full_postcode_is_cut_to_its_sector(typed, kept):
    assert coarsen(typed) == kept


@pytest.mark.parametrize(
    "typed", ["DE45", "de4 5", "DE4", "Youlgrave", "5km walk, 7pm", "Café ☕ in Llŷn", "B1 & B2"]
)
def test_anything_else_is_left_as_typed(typed):
    assert coarsen(typed) == typed


def test_what_was_typed_is_tidied():
    assert coarsen(None) == ""
    assert coarsen("  Long \t\r\n Eaton\x00\x1b ") == "Long Eaton"
    assert coarsen("\u202eHope\ud800") == "Hope"
    assert coarsen("a" * 10_000) == "a" * 80


@given(st.text(max_size=60), full_postcodes(), st.text(max_size=60))
@example("x" * 76, "DE4 5GL", "")
@example("", "DE4 5GL", "ABab")
@example("A", "S4 0AB", " ab ab")
@example("", "DE4 5GL", "ß")
@example("DE4 5ﬀ", "DE4 5GL", "")
def test_no_full_postcode_is_ever_left(before, postcode, after):
    kept = coarsen(before + postcode + after)

    assert not FULL_POSTCODE.search(unicodedata.normalize("NFKC", kept).upper())
    assert coarsen(kept) == kept
    assert len(kept) <= 80


def test_no_sector_or_outcode_of_the_table_is_cut(rows):
    for row in rows:
        outcode, joined = row["sector"].split()[0], row["sector"].replace(" ", "")
        assert [coarsen(row["sector"]), coarsen(outcode)] == [row["sector"], outcode]
        assert coarsen(joined) == joined


@pytest.mark.parametrize(
    ("typed", "words", "kind"),
    [
        ("DE45", "DE45", "outcode"),
        ("de 45", "DE45", "outcode"),
        ("DE4 5", "DE4 5", "sector"),
        ("d e 4 5", "DE4 5", "sector"),
        ("DE4 5GL", "DE4 5", "sector"),
        ("de45gl", "DE4 5", "sector"),
        ("S40", "S40", "outcode"),
        ("s401", "S40 1", "sector"),
        ("DE4 8ZZ", "DE4", "outcode"),
        ("DE49", "DE4 9", "sector"),
        ("BT1 1AA", "BT1 1", "sector"),
        ("SW1A 1AA", "SW1A 1", "sector"),
    ],
)
def test_a_postcode_is_found_however_it_is_typed(typed, words, kind):
    found = look_up_postcode(typed)

    assert (found.words, found.kind) == (words, kind)
    assert look_up_postcode(found.words) == found


def test_without_its_space_bakewell_is_not_crichs_sector():
    bakewell, crich = DERBYSHIRE[1], DERBYSHIRE[3]

    assert geography.nearest(look_up_postcode("DE45").position, DERBYSHIRE) is bakewell
    assert geography.miles_between(look_up_postcode("DE4 5").position, crich) < 2.5


def test_every_sector_and_outcode_of_the_table_is_found(rows):
    by_outcode = defaultdict(list)
    for row in rows:
        by_outcode[row["sector"].split()[0]].append(row)
    for row in random.Random(7).sample(rows, 500):
        here = Position(float(row["latitude"]), float(row["longitude"]))
        assert look_up_postcode(row["sector"]) == Found(row["sector"], here, "sector")
    for outcode in random.Random(7).sample(sorted(by_outcode), 200):
        latitudes = [float(row["latitude"]) for row in by_outcode[outcode]]
        position = look_up_postcode(outcode).position
        assert position.latitude == pytest.approx(sum(latitudes) / len(latitudes))


def test_an_outcode_lies_at_the_mean_of_every_sector_it_has(rows):
    sectors = [row for row in rows if row["sector"].startswith("DE4 ")]

    position = look_up_postcode("DE4").position

    # Other outcodes' rows (DE45) stand between these, and must not end the search.
    assert len(sectors) == 6
    assert position.latitude == pytest.approx(sum(float(row["latitude"]) for row in sectors) / 6)


@pytest.mark.parametrize(
    "typed",
    [
        *(None, "", " ", "\x00", "😀", "%", "'", ",", "\ud800", "x" * 10_000, "5" * 10_000),
        *("DE4 5'; --", "ＤＥ４５", "DE48", "ZZ99", "JE2 3AB", "4 5", "D", "M", "Ⅻ", "٤٥", "DE٤"),
        *("<script>alert(1)</script>", "../../etc/passwd", "\n,sector,latitude", "the", "near"),
    ],
)
def test_nonsense_finds_nothing(typed):
    assert look_up_postcode(typed) is None
    assert find(typed, DERBYSHIRE) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Youlgrave", "Youlgrave"),
        ("  the YOULGRAVE ", "Youlgrave"),
        ("near Youlgrave", "Youlgrave"),
        ("Yolgrave", "Youlgrave"),
        ("Youlgreave", "Youlgrave"),
        ("Chesterfeild", "Chesterfield"),
        ("chapel en le frith", "Chapel-en-le-Frith"),
        ("Longeaton", "Long Eaton"),
        ("kings newton", "King’s Newton"),
        ("King's Newton", "King’s Newton"),
        ("llyn", "Llŷn"),
        ("Bakewell, Derbyshire", "Bakewell"),
        ("Derby", "Derby"),
    ],
)
def test_a_place_is_found_by_its_name(typed, name):
    town = next(town for town in AND_NAMESAKES if town.name == name)

    found = find(typed, AND_NAMESAKES)

    assert found == Found(name, Position(town.latitude, town.longitude), "place")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Hope", ["Hope, Flintshire", "Hope, High Peak"]),
        ("Norton", ["Norton, S8", "Norton, S6"]),
        ("Long", ["Long Eaton", "Long Lane"]),
        ("eaton", ["Long Eaton"]),
        ("Chester", ["Chesterfield"]),
        ("Hafield", ["Hadfield", "Hayfield"]),
        ("Milton", ["Hilton"]),
        ("Hulton", ["Hilton"]),
        ("Batlock", ["Matlock"]),
        ("Amber Valley", ["Crich"]),
        ("Matlock Bath", ["Matlock"]),
        ("Derby Road, Long Eaton", ["Derby", "Long Eaton"]),
    ],
)
def test_when_we_cannot_be_sure_the_choice_is_theirs(typed, offered):
    choice = find(typed, AND_NAMESAKES)

    assert isinstance(choice, Choice)
    assert [option.words for option in choice.options] == offered
    assert all(find(option.words, AND_NAMESAKES) == option for option in choice.options)


def test_a_long_list_of_options_is_cut():
    many = [Town(f"Upper {n}", "DE4", 53.0, -1.5, "Dales") for n in "abcdefghijklmnopqrst"]

    assert len(find("Upper", many).options) == 12


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("de45", "DE45"),
        ("DE4 5GL", "DE4 5"),
        ("12 Main Road, Crich, DE4 5GL", "DE4 5"),
        ("Bakewell DE45", "DE45"),
        ("Hope, S33 6AB", "S33 6"),
    ],
)
def test_a_postcode_places_a_person_better_than_a_name(typed, words):
    assert find(typed, AND_NAMESAKES).words == words


@given(st.text(max_size=120) | full_postcodes())
def test_finding_never_fails_and_never_gives_a_full_postcode_back(typed):
    answer = find(typed, AND_NAMESAKES)

    options = answer.options if isinstance(answer, Choice) else [answer] if answer else []
    assert not any(FULL_POSTCODE.search(option.words) for option in options)
    assert all(find(option.words, AND_NAMESAKES) == option for option in options)


@pytest.mark.parametrize(
    ("here", "there", "miles"),
    [
        # One degree of a meridian; Land's End to John o' Groats; half way round the Earth.
        (Position(53, -1.6), Position(54, -1.6), 69.1),
        (Position(50.0657, -5.7148), Position(58.6445, -3.0706), 603.0),
        (Position(0, 0), Position(0, 180), 12_436.8),
        (Position(53.2, -1.6), Position(53.2, -1.6), 0),
    ],
)
def test_miles_are_miles(here, there, miles):
    assert geography.miles_between(here, there) == pytest.approx(miles, rel=0.01)
    assert geography.miles_between(there, here) == geography.miles_between(here, there)


@given(st.floats(49, 61), st.floats(-8, 2), st.floats(-3, 3), st.floats(-3, 3), st.floats(0, 60))
def test_the_box_holds_everything_within_reach(latitude, longitude, north, east, miles):
    here, there = Position(latitude, longitude), Position(latitude + north, longitude + east)
    south_edge, west_edge, north_edge, east_edge = geography.box(here, miles)

    if geography.miles_between(here, there) <= miles - 1e-6:
        assert south_edge <= there.latitude <= north_edge
        assert west_edge <= there.longitude <= east_edge


def test_the_box_is_no_wider_than_it_must_be():
    here = Position(53.2, -1.6)
    south, west, north, east = geography.box(here, 10)

    assert geography.miles_between(here, Position(north, -1.6)) == pytest.approx(10)
    assert geography.miles_between(here, Position(south, -1.6)) == pytest.approx(10)
    assert geography.miles_between(here, Position(53.2, east)) == pytest.approx(10, rel=0.001)
    assert geography.miles_between(here, Position(53.2, west)) == pytest.approx(10, rel=0.001)


def test_the_nearest_of_none_is_none():
    assert geography.nearest(Position(53.2, -1.6), []) is None


def test_many_people_may_look_up_at_once():
    typed = ["DE45", "S40 1AA", "SK17", "BT1 1"] * 25
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(look_up_postcode, typed))

    assert [one.words for one in found] == ["DE45", "S40 1", "SK17", "BT1 1"] * 25
