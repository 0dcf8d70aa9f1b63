"""The council itself: seats owned by organisations, and who holds them when."""
