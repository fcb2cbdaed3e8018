"""What an organiser ticked in a list, and saw beside it."""

import re

from flask import request

AT_ONCE = 500
_TICKED = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")


def ticked(name):
    """What was ticked, by id, with the minutes or pence that stood there: nobody agrees to what
    they did not see."""
    found = (_TICKED.fullmatch(each) for each in request.form.getlist(name)[:AT_ONCE])
    return {int(each[1]): int(each[2]) for each in found if each}


def outcome(number, changed, done, nothing):
    """What came of it, in words: how many are `done`, and how many were changed meanwhile."""
    words = [done] if number else [] if changed else [nothing]
    if changed:
        were = "was" if changed == 1 else "were"
        words.append(f"{changed} {were} changed meanwhile. Look again before you tick.")
    return " ".join(words)
