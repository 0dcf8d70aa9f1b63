"""Workshops: live sessions of mixed groups. The floor is laid; nothing stands on it yet."""
