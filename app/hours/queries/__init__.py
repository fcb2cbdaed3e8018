"""What is asked of hours."""

from app.hours.queries.entries import minutes_given, of_person

__all__ = ["minutes_given", "of_person"]
