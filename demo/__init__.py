"""The demonstration: an invented network of groups, its dates and its people, made of data."""
