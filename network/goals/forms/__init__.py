"""Forms of shared goals, by what they concern."""
