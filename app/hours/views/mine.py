from flask_login import current_user

from app.hours import queries
from app.hours.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/you/hours")
@signed_in
def index():
    return render(
        "hours/index.html",
        entries=queries.of_person(current_user),
        minutes=queries.minutes_given(current_user),
    )
