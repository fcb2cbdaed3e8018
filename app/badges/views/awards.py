"""One way to a badge, as the group that was asked for it sees it, and what it says."""

from flask import abort, request, url_for
from flask_login import current_user

from app.badges import parts, permissions, queries, services
from app.badges.forms import AnswerForm, SeenForm, VouchForm
from app.badges.models import EvidenceKind
from app.badges.views import bp
from app.opportunities import parts as opportunities
from app.organisations import queries as teams
from app.organisations.models import ORGANISING, Position
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.local_time import today_in
from app.shared.waking import own_zone

WHERE = "/organise/<string:slug>/badges/awards/<int:award_id>"


@bp.get(WHERE)
@signed_in
def show_award(slug, award_id):
    return _page(slug, award_id)


@bp.post(f"{WHERE}/steps/<int:criterion_id>")
@signed_in
def observe(slug, award_id, criterion_id):
    form = SeenForm(prefix=f"step-{criterion_id}")
    return _with_form(
        slug,
        award_id,
        form,
        lambda award, by: services.observe(
            award,
            criterion_id,
            EvidenceKind(form.kind.data),
            form.words.data,
            form.on.data or _today(),
            by,
            form.key.data,
        ),
        "Ticked.",
    )


@bp.post(f"{WHERE}/steps/<int:criterion_id>/unticking")
@signed_in
def untick(slug, award_id, criterion_id):
    return _done(
        slug, award_id, lambda award, by: services.untick(award, criterion_id, by), "Open again."
    )


@bp.post(f"{WHERE}/award")
@signed_in
def award(slug, award_id):
    return _done(slug, award_id, services.award, "Awarded. They are told.")


@bp.post(f"{WHERE}/more")
@signed_in
def ask_for_more(slug, award_id):
    said = "Sent. They can ask again when it is there."
    return _in_words(slug, award_id, "more", services.ask_for_more, said)


@bp.post(f"{WHERE}/withdrawal")
@signed_in
def propose_withdrawal(slug, award_id):
    said = "Written down. A second person decides."
    return _in_words(slug, award_id, "withdrawal", services.propose_withdrawal, said)


@bp.post(f"{WHERE}/withdrawal/agreement")
@signed_in
def agree_to_withdraw(slug, award_id):
    return _done(slug, award_id, services.agree_to_withdraw, "Withdrawn. They are told, kindly.")


@bp.post(f"{WHERE}/withdrawal/end")
@signed_in
def leave_as_it_is(slug, award_id):
    return _done(slug, award_id, services.leave_as_it_is, "It stays as it is.")


@bp.post(f"{WHERE}/look")
@signed_in
def look(slug, award_id):
    return _done(slug, award_id, services.looked_at, "Thank you for looking.")


@bp.get(f"{WHERE}/word")
@signed_in
def word(slug, award_id):
    return _word(slug, award_id, VouchForm(formdata=None))


@bp.post(f"{WHERE}/word")
@signed_in
def vouch(slug, award_id):
    form = VouchForm()
    if not form.validate():
        return _word(slug, award_id, form, status=422)
    page, found = _vouched(slug, award_id)
    try:
        services.vouch(found, form.words.data, _me())
    except RuleBroken as rule:
        db.session.rollback()
        form.words.errors = [str(rule)]
        return _word(slug, award_id, form, status=422)
    db.session.commit()
    organises = teams.holds(_me(), page["group"], ORGANISING)
    wanted = url_for("badges.words_wanted", slug=slug)
    said = f"Thank you. {'It is theirs now' if found.is_earned else 'They can read it'}."
    return see_other(_home(slug, award_id) if organises else wanted, said)


def _in_words(slug, award_id, prefix, verb, said):
    form = AnswerForm(prefix=prefix)
    return _with_form(
        slug, award_id, form, lambda award, by: verb(award, form.words.data, by), said
    )


def _with_form(slug, award_id, form, verb, said):
    if form.validate():
        return _done(slug, award_id, verb, said, form)
    return _page(slug, award_id, status=422, form=form)


def _done(slug, award_id, verb, said, form=None):
    _, found = _found(slug, award_id)
    try:
        verb(found, _me())
    except RuleBroken as rule:
        db.session.rollback()
        return _page(slug, award_id, status=422, refusal=str(rule), form=form)
    db.session.commit()
    if wants_part():
        return _page(slug, award_id, said=said)
    return see_other(_home(slug, award_id), said)


def _page(slug, award_id, status=200, form=None, refusal="", said=""):
    page, found = _found(slug, award_id)
    way, of_all = parts.way_for_group(found)
    tried = {form._prefix: form} if form else {}
    return render(
        "badges/award.html",
        part="badges/_award.html",
        status=status,
        award=found,
        way=way,
        of_all=of_all,
        vouching=parts.vouching(found),
        notes=queries.notes_shown_for(found),
        may_decide=permissions.can_decide(current_user, found),
        seen={each.criterion.id: _seen(each.criterion.id, tried) for each in way.open_steps},
        more=tried.get("more-") or AnswerForm(formdata=None, prefix="more"),
        withdrawal=tried.get("withdrawal-") or AnswerForm(formdata=None, prefix="withdrawal"),
        form=form or AnswerForm(formdata=None),
        refusal=refusal,
        said=said,
        zone=own_zone(),
        **page,
    )


def _seen(criterion_id, tried):
    form = tried.get(f"step-{criterion_id}-")
    if form is None:
        form = SeenForm(formdata=None, prefix=f"step-{criterion_id}")
        form.on.data = _today()
    form.key.data = form.key.data or new_key()
    return form


def _word(slug, award_id, form, status=200):
    page, found = _vouched(slug, award_id)
    own = _own_word(found)
    if own and not form.words.raw_data:
        form.words.data = own.words
    return render("badges/word.html", status=status, award=found, form=form, own=own, **page)


def _own_word(award):
    return next((each for each in award.endorsements if each.by_id == current_user.id), None)


def _found(slug, award_id):
    page = opportunities.volunteering_page(slug, under="badges.of_team")
    return page, queries.of_group(page["group"], award_id)


def _vouched(slug, award_id):
    """For anybody of the team who may vouch for it; for others it is not there. The word that made
    it theirs may be sent a second time."""
    page = opportunities.volunteering_page(slug, list(Position), under="badges.of_team")
    found = queries.of_group(page["group"], award_id)
    is_again = request.method == "POST" and _own_word(found) is not None
    if not (permissions.can_vouch(current_user, found) and (found.is_on_the_way or is_again)):
        abort(404)
    return page, found


def _today():
    return today_in(own_zone().key)


def _home(slug, award_id):
    return url_for("badges.show_award", slug=slug, award_id=award_id)


def _me():
    return current_user._get_current_object()
