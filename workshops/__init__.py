"""Workshops: live sessions of mixed groups, from the plan to what was concluded."""
