"""Taking all of one's record away."""

from flask import make_response
from flask_login import current_user

from app.shared.access import signed_in
from app.skills import parts
from app.skills.views import bp

NAME = "Skills record.zip"


@bp.get("/you/skills/file")
@signed_in
def file():
    answer = make_response(parts.everything(current_user))
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer
