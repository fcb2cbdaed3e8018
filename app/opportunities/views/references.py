from app.opportunities import queries, services
from app.opportunities.forms.screening import ReferenceForm
from app.opportunities.views import bp
from app.shared import limits
from app.shared.access import personal
from app.shared.database import db
from app.shared.extensions import limiter
from app.shared.hypermedia import render


@bp.route("/reference/<string:token>", methods=["GET", "POST"])
@limiter.limit(limits.FIND_CODE, deduct_when=lambda response: response.status_code == 404)
@personal
def reference(token):
    """Four short questions, answered once. The link is the key."""
    step, form = queries.step_with(token), ReferenceForm()
    if step is None or not queries.is_waited_for(step):
        is_used = step is not None and queries.reply_to(step) is not None
        return _page("used" if is_used else "gone", status=200 if step else 404)
    if not form.validate_on_submit():
        return _page("open", status=422 if form.errors else 200, step=step, form=form, token=token)
    said = {name: form[name].data or "" for name in ("how_long", "in_what_way", "is_happy")}
    try:
        services.answer(token, services.Answer(**said, words=form.words.data or ""))
    except services.Used:
        db.session.rollback()
        return _page("used")
    except services.Gone:
        db.session.rollback()
        return _page("gone")
    db.session.commit()
    return _page("thanks")


def _page(state, status=200, step=None, form=None, token=""):
    return render(
        "opportunities/reference.html",
        status=status,
        state=state,
        step=step,
        form=form,
        token=token,
    )
