"""What a team reads of a role of its own."""

from app.opportunities.models import Opportunity
from app.opportunities.parts.roles import venue_line, when
from app.people.models import Person
from app.shared.formatting import listed, long_date


def standing(role: Opportunity) -> str:
    """Whether people may come to it."""
    if role.published_at is None:
        return "Not published. Only your team sees it."
    if role.closed_at:
        return "Closed. Nobody new can apply."
    if role.paused_at:
        return "Paused. Nobody new can apply until you look for people again."
    if not role.organisation.is_public:
        return "Waits until the network has checked your group. Then it comes out by itself."
    return "Published. Anyone can see it."


def summary(role: Opportunity, supporter: Person | None) -> list[tuple[str, str, str]]:
    """Term, words and page of each thing that a role says."""
    guide = supporter.first_name_and_initial if supporter else ""
    if supporter and supporter.id != role.supporter_id:
        guide = f"{guide}, until you choose somebody" if role.supporter_id is None else guide
    rows = [
        ("Name", role.title, "name"),
        ("Name that gives nothing away", role.neutral_title, "name"),
        ("In one sentence", role.summary, "name"),
        ("What they do", ". ".join(role.what_you_will_do), "tasks"),
        ("What they get", ". ".join(role.what_you_get), "tasks"),
        ("Kind", listed(kind.label for kind in role.task_kinds if role.tasks), "tasks"),
        ("Time", role.time_commitment, "when"),
        ("When", "; ".join(each for each in when(role) if each), "when"),
        ("Last day to apply", long_date(role.closes_on) if role.closes_on else "None", "when"),
        ("Where", venue_line(role), "place"),
        ("Training", listed(role.training) or "None", "training"),
        ("Expenses", role.expenses, "expenses"),
        ("Check", f"{role.check.label}. {role.check_why}" if role.check_why else "", "check"),
        ("Looked after by", guide, "people"),
        ("Lived experience", role.lived.label.removeprefix("Lived experience "), "people"),
    ]
    return [
        (term, words[:1].upper() + words[1:] or "Not said yet", step) for term, words, step in rows
    ]
