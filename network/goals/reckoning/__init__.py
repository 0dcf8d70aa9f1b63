"""How figures are reckoned: pure functions of what was reported, the rules of an indicator, and a day.

Nothing here reads the database or the clock, and nothing it returns is stored.
"""
