"""What may be typed about roles and applications."""
