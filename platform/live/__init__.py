"""The log, delivered to browsers: hub, socket, long poll, presence."""
