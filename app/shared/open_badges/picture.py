"""The picture of a badge: a stamped ring with its icon, and bars for its layer, in one ink."""

import re
from functools import cache
from html import escape

from app.config import ROOT

SPRITE = ROOT / "static" / "img" / "badges.svg"
"""The icons, a symbol each, that pages show too."""
LAYERS = ("joined_in", "took_part", "put_into_practice", "led_others")
PIXELS = 600
INK, PAPER = "#18211c", "#fff"
_ACCENT = re.compile(r' fill="var\(--k\w\)"')


def ring(icon: str, layer: str, title: str | None = None) -> str:
    """The picture as one SVG file that needs nothing else. `title` is said in it, if given: the
    caller sees to it that it may be. An icon that is not there is drawn as a sun."""
    bars = LAYERS.index(layer) + 1
    said = f"<title>{escape(title)}</title>" if title else ""
    named = ' role="img"' if title else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"'
        f'{named}>{said}<g fill="none" stroke="{INK}" stroke-linecap="round"'
        ' stroke-linejoin="round">'
        f'<circle cx="48" cy="48" r="45.5" fill="{PAPER}" stroke-width="4"/>'
        '<circle cx="48" cy="48" r="39.5" stroke-width="1.5"/>'
        f'<g transform="translate(25.2 16.5) scale(1.9)" stroke-width="1.7">{_drawn(icon)}</g>'
        f'<path fill="{INK}" stroke-width="1" d="{_bars(range(bars))}"/>'
        f'<path stroke-width="1" d="{_bars(range(bars, len(LAYERS)))}"/></g></svg>'
    ).replace('<path stroke-width="1" d=""/>', "")


def ring_png(svg: str) -> bytes:
    """The same picture as a PNG, 600 pixels a side, on nothing."""
    import typst  # 80 MB of code, for the few requests that make a picture

    page = f"#set page(width: {PIXELS}pt, height: {PIXELS}pt, margin: 0pt, fill: none)\n"
    page += '#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
    made: bytes = typst.compile(
        page.encode(), format="png", ppi=72, ignore_system_fonts=True, sys_inputs={"picture": svg}
    )
    return made


def icons() -> tuple[str, ...]:
    """The icons there are, A to Z."""
    return tuple(_symbols())


def _drawn(icon: str) -> str:
    symbols = _symbols()
    return _ACCENT.sub("", symbols.get(icon, symbols["sun"]))


def _bars(which: range) -> str:
    return "".join(f"M{28.5 + 10.5 * bar:g} 69h7.5v4.5h-7.5z" for bar in which)


@cache
def _symbols() -> dict[str, str]:
    found = re.findall(
        r'<symbol id="([\w-]+)"[^>]*><g[^>]*>(.*?)</g></symbol>', SPRITE.read_text("utf-8")
    )
    return dict(sorted(found))
