"""Workshops from the check-in to the record, in real windows on a real server."""
