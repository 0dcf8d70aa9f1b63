"""What each page of shared goals shows to one reader, gathered in a fixed number of queries."""
