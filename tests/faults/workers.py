"""People who gave an address, and workers as processes of their own to write to them."""

import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import count

from app.config import ROOT

SECONDS = 60
number = count(1)


def book(app, date, **says):
    """Someone books and gives an address of their own."""
    n = next(number)
    typed = {"name": "Kel", "consent": "y", "places": "1", "waits_if_full": "yes"}
    typed |= {"email": f"kel{n}@example.org", "form_key": f"form-key-of-kel-{n:06}", **says}
    assert app.test_client().post(date.path, data=typed).status_code == 303


@contextmanager
def worker(settings, smtp_url, **says):
    """`flask worker` as a process, told to stop at the end of `with` if it has not ended."""
    environment = {**os.environ, "DATABASE_URL": settings.database_uri, "SMTP_URL": smtp_url}
    environment |= {"DATA_DIR": str(settings.data_dir), "SECRET_KEY": "only for tests", **says}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)
