from flask import request, url_for
from flask_login import current_user

from app.opportunities import parts, queries, services
from app.opportunities.forms import NameForm
from app.opportunities.views import bp, pages
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

HERE = "opportunities.of_team"
ACTS = {
    "publish": services.publish_role,
    "pause": services.pause_role,
    "resume": services.resume_role,
    "close": services.close_role,
}


@bp.get("/organise/<string:slug>/roles")
@signed_in
def of_team(slug):
    """The roles of a group, those that nobody outside sees among them."""
    page = parts.volunteering_page(slug)
    roles = queries.of_team(page["group"])
    return render("opportunities/of_team.html", **page, roles=roles, parts=parts)


@bp.route("/organise/<string:slug>/roles/new", methods=["GET", "POST"])
@signed_in
def new(slug):
    """The first page, from which a role comes that only the team sees."""
    page = parts.volunteering_page(slug, under=HERE)
    form = NameForm(formdata=None) if request.method == "GET" else NameForm()
    if request.method == "GET" or not form.validate():
        return _step(page, None, "name", form)
    try:
        role = services.start_role(page["group"], _key_sent(), pages.values_of(form))
    except RuleBroken as rule:
        form.title.errors = [str(rule)]
        return _step(page, None, "name", form)
    url = url_for("opportunities.writing", slug=slug, role_id=role.id, step="tasks")
    db.session.commit()
    return see_other(url)


@bp.get("/organise/<string:slug>/roles/<int:role_id>")
@signed_in
def role(slug, role_id):
    """One role as its team sees it: all it says, and what can be done with it."""
    page = parts.volunteering_page(slug, under=HERE)
    return _role(page, queries.one_of_team(page["group"], role_id))


@bp.get("/organise/<string:slug>/roles/<int:role_id>/preview")
@signed_in
def preview(slug, role_id):
    """How it will look."""
    page = parts.volunteering_page(slug, under=HERE)
    role = queries.one_of_team(page["group"], role_id)
    return render(
        "opportunities/preview.html",
        **page,
        role=role,
        parts=parts,
        supporter=queries.supporter_of(role),
        saved=None,
        taster_url=None,
        apply_url=None,
    )


@bp.route("/organise/<string:slug>/roles/<int:role_id>/<string:step>", methods=["GET", "POST"])
@signed_in
def writing(slug, role_id, step):
    """One page of what it says. What can be used is kept, and the next one comes."""
    page = parts.volunteering_page(slug, under=HERE)
    role = queries.one_of_team(page["group"], role_id)
    if request.method == "GET":
        return _step(page, role, step, pages.form_of(role, step))
    role = services.hold_role(role)
    form = pages.form_of(role, step, is_sent=True)
    if not form.validate():
        return _step(page, role, step, form)
    if changed := form.overtaken_by(pages.as_typed(role)):
        return _step(page, role, step, form, changed)
    services.revise_role(role, pages.values_of(form), current_user)
    url = _next_url(slug, role, step)
    db.session.commit()
    return see_other(url)


@bp.post("/organise/<string:slug>/roles/<int:role_id>/standing")
@signed_in
def stand(slug, role_id):
    """Publish, pause, look again or close, as the button says."""
    page = parts.volunteering_page(slug, under=HERE)
    role = queries.one_of_team(page["group"], role_id)
    try:
        ACTS.get(request.form.get("act", ""), services.publish_role)(role)
    except RuleBroken as rule:
        return _role(page, role, str(rule))
    words = parts.standing(role)
    db.session.commit()
    return see_other(url_for("opportunities.role", slug=slug, role_id=role_id), words)


@bp.post("/organise/<string:slug>/roles/<int:role_id>/copies")
@signed_in
def copy(slug, role_id):
    """A new one with the same words, that nobody outside sees yet."""
    group = parts.volunteering_page(slug)["group"]
    copy = services.copy_role(queries.one_of_team(group, role_id), _key_sent())
    url = url_for("opportunities.role", slug=slug, role_id=copy.id)
    db.session.commit()
    return see_other(url, "This is a new role with the same words. The old one stays as it is.")


@bp.post("/organise/<string:slug>/roles/<int:role_id>/removal")
@signed_in
def drop(slug, role_id):
    page = parts.volunteering_page(slug, under=HERE)
    role = queries.one_of_team(page["group"], role_id)
    try:
        services.drop_role(role)
    except RuleBroken as rule:
        return _role(page, role, str(rule))
    db.session.commit()
    return see_other(url_for(HERE, slug=slug), "The role has gone.")


def _key_sent():
    return request.form.get("form_key", "")[:64] or new_key()


def _role(page, role, problem=""):
    here = {"slug": page["group"].slug, "role_id": role.id}
    return render(
        "opportunities/role.html",
        status=422 if problem else 200,
        **page,
        role=role,
        rows=[
            (term, words, url_for("opportunities.writing", step=step, **here))
            for term, words, step in parts.summary(role, queries.supporter_of(role))
        ],
        standing=parts.standing(role),
        waiting=pages.first_open(role),
        questions=pages.QUESTIONS,
        hints=pages.hints(role),
        form_key=new_key(),
        problem=problem,
    )


def _step(page, role, step, form, changed=()):
    here = {"slug": page["group"].slug}
    if role:
        here |= {"role_id": role.id, "step": step}
    status = 422 if form.errors else 409 if changed else 200
    return render(
        "opportunities/writing.html",
        part="opportunities/_writing_form.html",
        status=status,
        **page,
        role=role,
        step=step,
        number=pages.NAMES.index(step) + 1,
        steps=len(pages.NAMES),
        question=pages.QUESTIONS[step],
        form=form,
        form_key=None if role else request.form.get("form_key") or new_key(),
        changed=changed,
        address=url_for("opportunities.writing" if role else "opportunities.new", **here),
        back_url=_back_url(page["group"].slug, role, step),
    )


def _next_url(slug, role, step):
    """The next page while something is still to be said; then all of it, to look over."""
    here = {"slug": slug, "role_id": role.id}
    following = pages.after(queries.one_of_team(role.organisation, role.id), step)
    if following and role.published_at is None:
        return url_for("opportunities.writing", step=following, **here)
    return url_for("opportunities.role", **here)


def _back_url(slug, role, step):
    before = pages.NAMES.index(step) - 1
    if role is None:
        return url_for(HERE, slug=slug)
    here = {"slug": slug, "role_id": role.id}
    if before < 0 or role.published_at or not pages.first_open(role):
        return url_for("opportunities.role", **here)
    return url_for("opportunities.writing", step=pages.NAMES[before], **here)
