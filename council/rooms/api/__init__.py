"""The API of rooms, by what it concerns."""
