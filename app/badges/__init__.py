"""Skills a person has shown, and the evidence."""
