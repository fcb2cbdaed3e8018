"""Where things are: towns and villages, and the buildings in them."""
