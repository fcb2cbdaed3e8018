"""Things at a time and place that people can come to."""
