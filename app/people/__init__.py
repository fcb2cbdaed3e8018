"""Who someone is: sign-in, names, choices."""
