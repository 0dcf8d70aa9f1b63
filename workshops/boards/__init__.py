"""Notes on a board: written, moved, gathered in groups, shown at once or as they come."""
