"""What nothing can be much cheaper than: a bare Flask app with one query and one page.

Twenty rows by an indexed column through SQLAlchemy's ORM, in a twenty-row Jinja page. It has no
sessions, forms, headers, logs or packing, and is served exactly as the site is.
"""

import os
from datetime import UTC, date, datetime

from flask import Flask, render_template
from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 20

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Dates</title></head>
<body>
<h1>Dates</h1>
<ul>
{% for date in dates %}
  <li id="date-{{ date.id }}">
    <h2><a href="/events/{{ date.event_id }}/{{ date.local_date }}">{{ date.local_date }}</a></h2>
    <p>{{ date.starts_at.strftime("%H:%M") }} to {{ date.ends_at.strftime("%H:%M") }}</p>
    <p>{{ date.zone }}{% if date.capacity %}, {{ date.capacity }} places{% endif %}</p>
    {% if date.notice %}<p>{{ date.notice }}</p>{% endif %}
  </li>
{% endfor %}
</ul>
</body>
</html>
"""


class Base(DeclarativeBase):
    pass


class Date(Base):
    __tablename__ = "occurrences"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    local_date: Mapped[date]
    zone: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    capacity: Mapped[int | None]
    notice: Mapped[str]


app = Flask(__name__)
page = app.jinja_env.from_string(PAGE)  # compiled once, as a template in a file is
engine = create_engine(make_url(os.environ["DATABASE_URL"]))


@app.get("/floor")
def floor():
    now = datetime.now(UTC)
    now = now.replace(tzinfo=None) if engine.dialect.name == "sqlite" else now
    next_dates = (
        select(Date).where(Date.starts_at > now).order_by(Date.starts_at, Date.id).limit(ROWS)
    )
    with Session(engine) as session:
        return render_template(page, dates=session.scalars(next_dates).all())


@app.get("/healthz")
def healthz():
    return "ok"
