"""Pages of shared goals, by what they are for."""
