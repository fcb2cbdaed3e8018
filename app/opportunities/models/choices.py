"""The few answers that a role chooses from, and that people choose by."""

from enum import StrEnum


class LivedExperience(StrEnum):
    """Whether a role asks for it. People say so themselves: nobody is asked to prove it."""

    NEEDED = "needed"
    WELCOME = "welcome"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        return {
            "needed": "Lived experience needed",
            "welcome": "Lived experience welcome",
            "not_needed": "Lived experience not needed",
        }[self.value]


class CheckLevel(StrEnum):
    """The official check that a role has. It is unlawful to ask for an enhanced one where the role
    is not eligible (GOV.UK, DBS eligibility guidance), so a group records that it looked."""

    NONE = "none"
    BASIC = "basic"
    ENHANCED = "enhanced"

    @property
    def label(self) -> str:
        return {"none": "No check", "basic": "Basic check", "enhanced": "Enhanced check"}[
            self.value
        ]


class TaskKind(StrEnum):
    """What somebody does in a role, in a word that people can choose by."""

    MAKING = "making"
    ONE_TO_ONE = "one-to-one"
    COMPANY = "company"
    OUTDOORS = "outdoors"
    GROWING = "growing"
    COOKING = "cooking"
    SETTING_UP = "setting-up"
    WORDS = "words"
    COMPUTERS = "computers"
    PRACTICAL = "practical"
    ORGANISING = "organising"
    FINDING_HELP = "finding-help"
    SPEAKING_UP = "speaking-up"

    @property
    def label(self) -> str:
        return _TASKS[self][0]

    @property
    def look(self) -> str:
        """The colours it wears."""
        return _TASKS[self][1]

    @property
    def picture(self) -> str:
        return _TASKS[self][2]


_TASKS = {
    TaskKind.MAKING: ("Making things", "make", "brush"),
    TaskKind.ONE_TO_ONE: ("Being there for one person", "circle", "hands"),
    TaskKind.COMPANY: ("Being with a few people", "circle", "circle"),
    TaskKind.OUTDOORS: ("Out of doors", "walk", "hills"),
    TaskKind.GROWING: ("Growing and tidying", "grow", "leaf"),
    TaskKind.COOKING: ("Cooking and serving", "cafe", "cup"),
    TaskKind.SETTING_UP: ("Setting up and welcoming", "social", "bunting"),
    TaskKind.WORDS: ("Words and books", "learn", "page"),
    TaskKind.COMPUTERS: ("Phones and computers", "learn", "phone"),
    TaskKind.PRACTICAL: ("Driving, lifting, mending", "learn", "tools"),
    TaskKind.ORGANISING: ("Organising and keeping track", "learn", "door"),
    TaskKind.FINDING_HELP: ("Helping people find help", "learn", "signpost"),
    TaskKind.SPEAKING_UP: ("Speaking up", "voice", "voice"),
}
