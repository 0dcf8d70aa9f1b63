"""ASF councils: who sits in them, and the rooms in which they talk."""
