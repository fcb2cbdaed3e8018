"""Volunteering: the roles that groups offer, who suits them, and how somebody comes to have one."""
