"""Shifts: who helps when, who stands in, and what happens when somebody cannot make it."""
