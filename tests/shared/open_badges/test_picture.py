"""A badge's own picture: whole, small, in one ink, and silent."""

import re
import struct
from xml.etree import ElementTree

import pytest

from app.badges.models import Layer
from app.shared.neutral import disclosing
from app.shared.open_badges.picture import INK, LAYERS, PAPER, icons, ring, ring_png
from demo.reading import rows

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("icon", icons())
def test_a_picture_is_one_small_file_in_one_ink(icon):
    svg = ring(icon, "took_part")

    assert len(svg.encode()) < 3000
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"none", INK, PAPER}
    assert not re.search(r"\bid=|href|style|var\(", svg)
    assert disclosing(svg) == []
    ElementTree.fromstring(svg)


def test_as_many_bars_are_filled_as_the_layer_says():
    filled = [re.search(rf'<path fill="{INK}"[^>]*', ring("door", each))[0] for each in LAYERS]

    assert list(LAYERS) == list(Layer)
    assert [path.count("M") for path in filled] == [1, 2, 3, 4]
    assert [ring("door", each).count("h7.5v4.5") for each in LAYERS] == [4, 4, 4, 4]


def test_a_title_is_said_and_cannot_be_markup():
    root = ElementTree.fromstring(ring("door", "took_part", 'Cups & <b>"plates"</b>'))

    assert root.find(f"{SVG}title").text == 'Cups & <b>"plates"</b>'


def test_an_icon_that_is_not_there_is_a_sun():
    assert ring("unicorn", "took_part") == ring("sun", "took_part")


def test_every_badge_of_the_demonstration_has_its_icon():
    assert {row["icon"] for row in rows("badges")} <= set(icons())


def test_the_picture_can_be_had_as_a_png_600_pixels_a_side():
    png = ring_png(ring("cross-leaf", "led_others", "Emergency first aid"))

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (600, 600)
