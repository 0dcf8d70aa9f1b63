"""The API of shared goals: parse, call one query or action, answer."""
