"""What is kept of a workshop: its record, who was there, and when the raw material goes."""
