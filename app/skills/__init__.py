"""The skills record: what somebody can do and can show, and whom they share it with."""
