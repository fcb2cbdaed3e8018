"""What a server loads: `granian --interface wsgi wsgi:app`."""

from app import cli, create_app
from app.shared import worker

app = create_app()
worker.start_thread(app, cli.TASKS)
