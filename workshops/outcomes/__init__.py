"""What a workshop concludes, where it comes from and what becomes of it."""
