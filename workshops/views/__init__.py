"""Pages of workshops: parse, call one query or action, show."""
