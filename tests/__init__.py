"""Tests, laid out as the packages they try."""
