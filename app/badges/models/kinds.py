"""What sorts of badges, and of steps to them, there are, and how they are called."""

from enum import StrEnum


class Layer(StrEnum):
    """What sort of taking part a badge is for. Layers, not levels: none comes before another."""

    JOINED_IN = "joined_in"
    TOOK_PART = "took_part"
    PUT_INTO_PRACTICE = "put_into_practice"
    LED_OTHERS = "led_others"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def meaning(self) -> str:
        """What it says of somebody, in a sentence."""
        return {
            "joined_in": "You came along and gave it a go.",
            "took_part": "You know how it is done, and you did your part.",
            "put_into_practice": "You do it where it counts, and others rely on it.",
            "led_others": "You made it possible for other people.",
        }[self.value]

    @property
    def bars(self) -> int:
        """How many of its four bars are filled."""
        return list(Layer).index(self) + 1


class Area(StrEnum):
    """What a badge is about, for finding it."""

    PEOPLE = "people"
    PRACTICAL = "practical"
    CREATIVE = "creative"
    DIGITAL = "digital"
    KNOWLEDGE = "knowledge"
    LEADING = "leading"

    @property
    def label(self) -> str:
        return {
            "people": "Working with people",
            "practical": "Practical skills",
            "creative": "Creative skills",
            "digital": "Digital and records",
            "knowledge": "Knowledge and rights",
            "leading": "Leading and organising",
        }[self.value]

    @property
    def look(self) -> str:
        """Whose colours its rings wear."""
        return {
            "people": "circle",
            "practical": "walk",
            "creative": "make",
            "digital": "social",
            "knowledge": "learn",
            "leading": "cafe",
        }[self.value]


class EverydaySkill(StrEnum):
    """Eight words of our own for what work and life both ask for (product 1.3)."""

    LISTENING = "listening"
    SPEAKING = "speaking"
    PROBLEM_SOLVING = "problem_solving"
    CREATIVITY = "creativity"
    ADAPTING = "adapting"
    PLANNING = "planning"
    LEADERSHIP = "leadership"
    TEAMWORK = "teamwork"

    @property
    def label(self) -> str:
        return {
            "listening": "Listening",
            "speaking": "Speaking",
            "problem_solving": "Solving problems",
            "creativity": "Being creative",
            "adapting": "Adapting",
            "planning": "Planning",
            "leadership": "Leading",
            "teamwork": "Working together",
        }[self.value]


class Measure(StrEnum):
    """Who can tell that a criterion is met: a supporter, or the system by counting."""

    WORD = "word"
    """A supporter, who saw it or was shown it."""
    HOURS = "hours"
    """Confirmed hours in roles that lead to the badge; `amount` is in minutes."""
    SHIFTS = "shifts"
    """Times that somebody gave in such roles, as confirmed."""
    SESSIONS = "sessions"
    """Dates somebody came to, of events that lead to the badge."""
    TRAINING = "training"
    """Training of such a role that was marked as done."""
    BADGE = "badge"
    """Another badge that they hold."""

    @property
    def told_by(self) -> str:
        """Who says that it is done, as people read it beside the step."""
        return {
            "word": "A supporter says so.",
            "hours": "Counts by itself, from your confirmed hours.",
            "shifts": "Counts by itself, from the times you helped.",
            "sessions": "Counts by itself, from the dates you came to.",
            "training": "Ticks itself once your training is marked as done.",
            "badge": "Ticks itself once you hold that badge.",
        }[self.value]


COUNTED = (Measure.HOURS, Measure.SHIFTS, Measure.SESSIONS, Measure.TRAINING)
"""What rooms above this one count and tell it."""
