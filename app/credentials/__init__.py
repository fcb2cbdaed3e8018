"""Signed proof of a skill that anyone may check: who signs, with which keys, what is withdrawn."""
