"""What is typed about a consultation."""
