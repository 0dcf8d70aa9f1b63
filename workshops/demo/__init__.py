"""The workshops of the demo world: one that is over, one to register for, one that anybody can start at once."""
