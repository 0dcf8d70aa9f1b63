"""Reminders by mail: rare, to the right person, and never about what is done or not theirs to see."""
