"""Shared goals: owned by several organisations, measured by what they report, followed up together (S08)."""
