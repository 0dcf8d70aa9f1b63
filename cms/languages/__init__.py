"""The languages of the public site: which one an address speaks, and which translations have fallen behind."""
