"""All tables of this app, where Django looks for them. They are defined by concept."""

from network.goals import models as goals

__all__ = ["goals"]
