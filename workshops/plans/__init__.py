"""What is planned: programmes, workshops, their steps, and the library of plans."""
