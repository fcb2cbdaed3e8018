"""The client that tests use."""

from flask.testing import FlaskClient

from app.shared.database import db


class Client(FlaskClient):
    """Each request has a database session of its own, as it has on a real server.

    Without this a page would find in memory what the test put there, and a relationship that
    nobody loaded would only be missed by the first real visitor.
    """

    def open(self, *args, **kwargs):
        db.session.commit()  # what the test has arranged so far is there for the request
        if self.preserve_context:  # `with client:` looks into the request after it ended
            return super().open(*args, **kwargs)
        with self.application.app_context():
            return super().open(*args, **kwargs)
