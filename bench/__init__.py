"""Measurements of speed at scale, and their last results."""
