"""Time that people gave: hours, the thanks for them, proof of them, and costs paid back."""
