"""What one browser was asked to remember: how pages look, and a place to look from.

Both are in its one cookie and in no row. They go when the browser closes, or with "Leave".
"""

from flask import session, url_for

from app.people.forms import ThemeForm
from app.places import queries as places
from app.places.parts import remembered_place
from app.shared import geography
from app.shared.access import personal
from app.shared.hypermedia import render, see_other
from app.shared.layout import remember_theme
from app.site.forms import PlaceForm
from app.site.views import bp

UNKNOWN = "We do not know that place. Try a town, a village or the start of a postcode"


@bp.get("/theme")
@personal
def theme():
    return render("site/theme.html", form=ThemeForm(theme=session.get("theme", "device")))


@bp.post("/theme")
@personal
def set_theme():
    form = ThemeForm()
    if not form.validate_on_submit():
        return render("site/theme.html", form=form, status=422)
    remember_theme(form.chosen)
    return see_other(url_for("site.theme"), "Saved.")


@bp.get("/place")
@personal
def place():
    return _place_page(PlaceForm())


@bp.post("/place")
@personal
def set_place():
    form = PlaceForm()
    if not form.validate_on_submit():
        return _place_page(form, status=422)
    found = places.found(geography.coarsen(form.place.data))
    if not isinstance(found, geography.Found):
        form.place.errors = [_ask_again(found)]
        form.place.data = geography.coarsen(form.place.data)
        return _place_page(form, status=422)
    session["place"] = [found.words, found.position.latitude, found.position.longitude]
    return see_other(url_for("site.home"), f"We will look near {found.words} until you leave.")


@bp.post("/place/forgotten")
@personal
def forget_place():
    session.pop("place", None)
    return see_other(url_for("site.place"), "Forgotten.")


def _place_page(form, status=200):
    return render("site/place.html", status=status, form=form, place=remembered_place())


def _ask_again(choice):
    if choice is None:
        return UNKNOWN
    options = "; ".join(option.words for option in choice.options)
    return f"Which one do you mean? Type one of these: {options}"
