"""A workshop that runs: who is in the room and who leads it, which step is open and until when."""
