"""Votes with dots, and polls. Who chose what is held by nobody."""
