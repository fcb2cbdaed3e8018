"""What somebody asked to be remembered of their answers: theirs to see, change and delete."""

from flask import request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.opportunities import queries, services
from app.opportunities.views import bp
from app.opportunities.views.answers import asked
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.hypermedia import render, see_other


@bp.get("/you/volunteering/answers")
@signed_in
def answers():
    kept = queries.remembered(current_user)
    read = asked(MultiDict(kept.said)) if kept else None
    return render("opportunities/answers.html", kept=kept, asked=read)


@bp.post("/you/volunteering/answers")
@signed_in
def remember():
    services.remember_answers(current_user, asked(request.form).said)
    db.session.commit()
    return see_other(url_for("opportunities.answers"), "Kept. It is yours to change or delete.")


@bp.post("/you/volunteering/answers/delete")
@signed_in
def forget():
    services.forget_answers(current_user)
    db.session.commit()
    return see_other(url_for("opportunities.answers"), "Deleted.")
