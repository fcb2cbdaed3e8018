from flask import make_response, request, url_for

from app.bookings import queries as bookings
from app.events import parts, queries
from app.events.views import bp, choices, words
from app.events.views.offers import offers
from app.places import parts as places
from app.shared.access import public
from app.shared.hypermedia import render, wants_part

WEEKS_ON_PAPER = 4
MOST_ON_PAPER = 200


@bp.get("/events")
@public
def index():
    if coarse := places.without_full_postcode(choices.TYPED):
        return coarse
    asked = choices.asked()
    after = queries.Cursor.read(request.args.get("page", ""))
    page = queries.upcoming(asked.filters, after)
    return _list(asked, page, is_first=after is None)


@bp.get("/events/print")
@public
def programme():
    if coarse := places.without_full_postcode(choices.TYPED):
        return coarse
    asked = choices.asked()
    filters = asked.filters.but(last_day=choices.in_weeks(WEEKS_ON_PAPER), first_day=None)
    cards = queries.listed(filters, MOST_ON_PAPER)
    return render(
        "events/programme.html",
        asked=asked,
        days=queries.by_day(cards),
        where=words.where(asked),
        line=words.line,
        weeks=WEEKS_ON_PAPER,
    )


def _list(asked, page, is_first):
    answer = make_response(
        render(
            "events/index.html",
            part="events/_results.html" if is_first else "events/_days.html",
            asked=asked,
            form=asked.form,
            listing=page,
            is_first=is_first,
            is_part=wants_part(),
            bands=bookings.bands(page.cards),
            count=words.count(asked, page),
            seen=words.seen(asked, page),
            line=words.line,
            nothing=words.nothing(asked),
            where=words.where(asked),
            offers=[] if page.count else offers(asked),
            address=parts.site_address(url_for("events.index")),
        )
    )
    if wants_part() and is_first:
        # The address of what is shown: without empty choices, and with no full postcode in it.
        answer.headers["HX-Push-Url"] = asked.url()
    return answer
