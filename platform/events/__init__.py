"""The log: what happened, in order, for ever. Everything else reads it."""
