"""The multi-agency model: goals, agreements, cases. The floor is laid; nothing stands on it yet."""
