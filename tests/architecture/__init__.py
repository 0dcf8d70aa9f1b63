"""Promises about the house itself: where things lie, what may be called what, and what the documents say."""
