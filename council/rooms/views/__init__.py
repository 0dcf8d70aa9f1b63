"""Pages of rooms, by what they concern."""
