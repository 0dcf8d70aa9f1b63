"""Smaller groups, mixed across organisations by a rule that can be told."""
