"""How long a fault is looked for: a little in each run of the tests, longer by ./dev faults."""

import os

IS_LONG = os.environ.get("FAULTS") == "long"


def times(short, long):
    """How often to do something in this run."""
    return long if IS_LONG else short
