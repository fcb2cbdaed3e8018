"""A person's place at an event, and the waiting list."""
