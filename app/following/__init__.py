"""Being told by mail when the dates of something change."""
