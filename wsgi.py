"""What a server loads: `granian --interface wsgi wsgi:app`."""

import gc

gc.disable()  # nothing that is loaded may go again; to look for it takes a sixth of the time

from app import cli, create_app  # noqa: E402
from app.shared import worker  # noqa: E402

app = create_app()
gc.enable()
worker.start_thread(app, cli.TASKS)
