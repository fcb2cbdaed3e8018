"""Someone to come with: a person at the door for who is new, and a lift to get there."""
