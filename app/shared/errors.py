"""The one exception that services raise on purpose."""


class RuleBroken(Exception):
    """The request was well formed but the rules say no. The message is for the reader."""
