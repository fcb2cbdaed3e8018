"""What should become of somebody's applications for one role, said a second time and more simply.

Only the newest can change. The steps of getting ready are a chat, one reference and a check.
"""

from dataclasses import dataclass, field

BEFORE_ACTIVE = ("sent", "talking", "reserve", "offered", "checks")
LEADS = {
    "talk": {"sent": "talking"},
    "offer": {"sent": "offered", "talking": "offered"},
    "reserve": {"sent": "reserve", "talking": "reserve"},
    "space": {"reserve": "talking"},
    "refuse": dict.fromkeys(("sent", "talking", "reserve"), "not_this_time"),
    "accept": {"offered": "checks"},
    "welcome": {"checks": "active"},
    "withdraw": dict.fromkeys(BEFORE_ACTIVE, "withdrawn"),
    "pause": {"active": "paused"},
    "resume": {"paused": "active"},
    "end": {"active": "ended", "paused": "ended"},
}
MAILS = {
    "talk": ["talk"],
    "offer": ["offered"],
    "reserve": ["on_reserve"],
    "space": ["talk"],
    "refuse": ["not_this_time"],
    "accept": ["checks", "to_answer"],
    "welcome": ["welcome"],
    "end": ["ended"],
}
"""By what happened. The team hears at most once a day, so its mail is compared as a set."""
SETTLED = ("done", "waived")
CHECK = 2
"""The step that the team sees to while somebody has the role, too: it is renewed, or asked for."""


@dataclass
class Model:
    """The newest application: where it stands, its three steps, and who doubts which."""

    state: str = "none"
    steps: list = field(default_factory=list)
    doubts: dict = field(default_factory=dict)
    asked: set = field(default_factory=set)
    """Whom they named to speak for them. Nobody is written to twice."""
    is_answered: bool = False

    def follows(self, verb):
        """Where a verb leads; None where it is refused, the same where it has been done."""
        if self.state in LEADS[verb].values() and self.state not in LEADS[verb]:
            return self.state
        if verb == "welcome" and self.state == "checks" and not self.is_ready():
            return None
        return LEADS[verb].get(self.state)

    def is_ready(self):
        return all(step in SETTLED for step in self.steps)

    def is_seen_to(self, number):
        return self.state == "checks" or (number == CHECK and self.state in ("active", "paused"))

    def is_open(self, number):
        return self.is_seen_to(number) and self.steps[number] in ("to_do", "asked")

    def settle(self, number, state):
        self.steps[number] = state
        self.doubts.pop(number, None)
