"""The API of workshops: their plan, their course and who is in the room."""
