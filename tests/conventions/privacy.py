"""Which columns are private, and who may see what stands in them."""

NOBODY = frozenset()
ORGANISING = frozenset({"organiser", "admin"})
DECIDING = ORGANISING | {"screener"}
WITH_A_PLACE = ORGANISING | {"holder"}
TEAM = frozenset({"admin", "network"})

MAY_SEE = {
    "application_notes.form_key": NOBODY,
    "application_notes.words": DECIDING,
    "applications.email": DECIDING,
    "applications.free": DECIDING,
    "applications.name": NOBODY,  # the surname: the team sees first name and initial
    "applications.needs": DECIDING,
    "applications.phone": DECIDING,
    "applications.reason": DECIDING,
    "applications.referee_email": NOBODY,  # nor who speaks for them, until they are asked
    "applications.referee_name": NOBODY,
    "applications.why": DECIDING,
    "badge_awards.look_again": ORGANISING,  # of the group that was asked, or awarded it
    "badge_awards.reason": ORGANISING,
    "badge_awards.words": ORGANISING,
    "bookings.name": NOBODY,  # the surname: organisers see first name and initial
    "bookings.email": NOBODY,
    "bookings.note": ORGANISING,
    "bookings.code": NOBODY,
    "bookings.form_key": NOBODY,
    "bookings.browser_key": NOBODY,
    "bookings.block_code": NOBODY,
    "buddy_refusals.browser_key": NOBODY,
    "buddy_requests.wearing": NOBODY,  # but who said yes, and who asked
    "buddy_requests.buddy_spot": NOBODY,
    "buddy_requests.buddy_wearing": NOBODY,
    "booking_answers.words": ORGANISING,
    "booking_guests.name": ORGANISING,
    "credentials.document": NOBODY,  # but whoever was given its address, which nobody guesses
    "credentials.email_hash": NOBODY,
    "credentials.email_salt": NOBODY,
    "credentials.endorsements": NOBODY,
    "credentials.evidence": NOBODY,
    "credentials.jwt": NOBODY,
    "credentials.public_id": NOBODY,
    "credentials.subject_id": NOBODY,
    "date_messages.form_key": NOBODY,
    "date_messages.words": WITH_A_PLACE,
    "endorsements.words": ORGANISING,
    "event_drafts.answers": ORGANISING,
    "event_drafts.form_key": NOBODY,
    "events.joining": WITH_A_PLACE,
    "evidence_items.form_key": NOBODY,
    "evidence_items.link": ORGANISING,
    "evidence_items.words": ORGANISING,
    "expense_claims.form_key": NOBODY,
    "expense_claims.what": ORGANISING,
    "expense_claims.words": ORGANISING,
    "follows.email": NOBODY,
    "follows.key": NOBODY,
    "foreign_badges.document": NOBODY,
    "foreign_badges.issuer_id": NOBODY,
    "foreign_badges.issuer_name": NOBODY,  # but oneself
    "foreign_badges.name": NOBODY,
    "hours_entries.form_key": NOBODY,
    "hours_entries.note": ORGANISING,
    "hours_entries.words": ORGANISING,
    "invitations.email": TEAM,
    "invitations.key": NOBODY,
    "lift_pairs.need_words": NOBODY,  # but the two who agreed
    "lift_pairs.offer_words": NOBODY,
    "lifts.area": ORGANISING,
    "lifts.phone": NOBODY,
    "memberships.title": NOBODY,  # the words of somebody who is not shown
    "outbox_messages.about": NOBODY,
    "outbox_messages.attachments": NOBODY,
    "outbox_messages.context": NOBODY,
    "outbox_messages.key": NOBODY,
    "outbox_messages.last_error": NOBODY,
    "outbox_messages.recipient": NOBODY,
    "people.email": NOBODY,
    "people.name": NOBODY,  # the surname
    "rota_choices.calendar_hash": NOBODY,
    "shift_patterns.note": ORGANISING,
    "shift_signups.override_note": ORGANISING,
    "shifts.note": ORGANISING,  # and who has the role
    "reference_replies.how_long": DECIDING,
    "reference_replies.in_what_way": DECIDING,
    "reference_replies.words": DECIDING,
    "screening_steps.reason": DECIDING,
    "screening_steps.referee_email": NOBODY,
    "screening_steps.referee_name": DECIDING,
    "reflections.words": NOBODY,
    "reflections.form_key": NOBODY,
    "remembered_answers.said": NOBODY,  # but oneself
    "share_links.code_hash": NOBODY,
    "share_links.for_whom": NOBODY,  # but oneself
    "share_links.form_key": NOBODY,
    "share_links.nonce": NOBODY,
    "share_links.shown_name": NOBODY,  # but oneself, and whoever has the link
    "share_links.token_hash": NOBODY,
    "signing_keys.private": NOBODY,
    "sign_ins.browser": NOBODY,  # but oneself
    "sign_ins.token_hash": NOBODY,
    "venues.getting_there": WITH_A_PLACE,  # of a venue whose address is private
    "venues.name": WITH_A_PLACE,
    "venues.what_to_look_for": WITH_A_PLACE,
    "waiting_imports.text": frozenset({"organiser"}),  # whose file it is
}
"""Each private column: the roles that may see what stands in it, of their own group."""

FIRST_NAMES = {"applications": DECIDING, "bookings": ORGANISING, "people": ORGANISING | TEAM}
"""Who may see the first name of somebody who booked or would like to help, and of the team."""

VOUCHING = {"/organise/<string:slug>/badges/words": {"screener", "lead"}}
"""Where those who answer for others read the first names of people who asked for a badge."""

OPENED_BY_ITS_CODE = {"date_messages.words", "events.joining"}
OPENED_BY_ITS_CODE |= {"lifts.area"}  # of those who fit
OPENED_BY_ITS_CODE |= {"venues.getting_there", "venues.name", "venues.what_to_look_for"}
"""What whoever has the code of a booking may see on the pages of that booking."""

NOT_PRIVATE = {
    "achievements": "digest public_id name description criteria group_name skills alignment icon "
    "layer",
    "application_moves": "event state",
    "applications": "state referee_when agreement_version answered",
    "reference_replies": "is_happy",
    "screening_steps": "kind about state token_hash level",
    "opportunities": "slug title neutral_title summary what_you_will_do what_you_get "
    "time_commitment when_words lived_experience expenses benefits check_level check_why training "
    "induction search_words",
    "opportunity_tasks": "kind",
    "opportunity_times": "how_often",
    "audiences": "slug name",
    "badge_awards": "state",
    "badge_versions": "public_id name neutral_name description neutral_description layer area icon "
    "everyday_skills alignment",
    "badges": "slug name neutral_name description neutral_description layer area icon "
    "everyday_skills alignment",
    "criteria": "words neutral_words measure training",
    "evidence_items": "kind",
    "ticks": "days",
    "booking_answers": "asked",
    "booking_moves": "event state",
    "bookings": "state consent_version leaving_reason",
    "buddy_requests": "state point holder_said buddy_said",
    "date_totals": "thing",
    "event_kinds": "slug name look counts",
    "event_questions": "words why options",
    "event_texts": "title body",
    "events": "slug title neutral_title summary description what_to_expect cost bring picture "
    "walk booking_mode frequency weekdays zone left_out",
    "expense_claims": "state",
    "foreign_badges": "digest outcome",
    "hours_entries": "state source",
    "invitations": "position",
    "issuers": "public_id",
    "lifts": "kind",
    "memberships": "position",
    "occurrences": "zone notice cancellation_reason",
    "organisations": "slug name neutral_name kind state stage legal_form areas summary about "
    "who_leads projects offers pledge checks_done email website",
    "outbox_messages": "kind message_id state worker",
    "places": "slug name outcode district settlement",
    "recognitions": "slug",
    "search_words": "word",
    "cover_asks": "answer",
    "rota_choices": "cover",
    "share_links": "award_ids",
    "shift_patterns": "frequency zone",
    "shift_signups": "state before_off",
    "shifts": "zone",
    "signing_keys": "kind public",
    "status_lists": "document jwt",
    "venues": "slug type outcode mobile_signal",
    "waiting_imports": "event_ids",
    "worker_heartbeats": "name",
    "worker_tasks": "name worker",
}
"""Columns of words that are public once the row they stand in is, or say nothing of anyone."""

HASHES = {"sign_in_codes", "maybes", "door_taps", "imported_entries", "pulse_links"}
"""Tables of keys and hashes alone, which no page reads out."""
