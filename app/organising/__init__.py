"""The organiser's desk: today's dates, who comes, the door, and a word to everyone booked."""
