"""The API of consultations."""
