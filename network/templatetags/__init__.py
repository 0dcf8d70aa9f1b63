"""What templates ask of shared goals."""
