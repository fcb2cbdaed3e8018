"""What changes events and their dates."""

from app.events.services.cohosting import accept as accept_cohosting
from app.events.services.cohosting import decline as decline_cohosting
from app.events.services.copying import ONLY_BY_LINK, copy_event
from app.events.services.dates import (
    WINDOW_WEEKS,
    cancel_date,
    extend_window,
    extend_windows,
    move_date,
    restore_date,
)
from app.events.services.drafting import (
    drop_draft,
    forget_drafts,
    keep_step,
    neutral_name,
    rule_from,
    set_hosts,
    start_draft,
    take_draft,
    venue_of,
    write_event,
)
from app.events.services.importing import forget_imports
from app.events.services.previews import PreviewedDay, preview
from app.events.services.publishing import (
    TooLate,
    keep_back,
    publish,
    publish_due,
    publish_when,
    slug_for,
    withdraw,
)
from app.events.services.questions import Question, ask, change_question, drop_question
from app.events.services.recurrence import check_rule, rule_of
from app.events.services.revising import hold_words, revise, words_of_event
from app.events.services.series import SeriesPlan, hold_all, plan_series, rule_values, set_series
from app.events.services.totals import check_may_count, set_totals
from app.events.services.venues import NotFound, add_venue, hold_venue, revise_venue
from app.events.services.words import Hint, hints_on

__all__ = [
    "ONLY_BY_LINK",
    "WINDOW_WEEKS",
    "Hint",
    "NotFound",
    "PreviewedDay",
    "Question",
    "SeriesPlan",
    "TooLate",
    "accept_cohosting",
    "add_venue",
    "ask",
    "cancel_date",
    "change_question",
    "check_may_count",
    "check_rule",
    "copy_event",
    "decline_cohosting",
    "drop_draft",
    "drop_question",
    "extend_window",
    "extend_windows",
    "forget_drafts",
    "forget_imports",
    "hints_on",
    "hold_all",
    "hold_venue",
    "hold_words",
    "keep_back",
    "keep_step",
    "move_date",
    "neutral_name",
    "plan_series",
    "preview",
    "publish",
    "publish_due",
    "publish_when",
    "restore_date",
    "revise",
    "revise_venue",
    "rule_from",
    "rule_of",
    "rule_values",
    "set_hosts",
    "set_series",
    "set_totals",
    "slug_for",
    "start_draft",
    "take_draft",
    "venue_of",
    "withdraw",
    "words_of_event",
    "write_event",
]
