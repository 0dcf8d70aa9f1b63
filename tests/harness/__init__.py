"""What the tests stand on: databases, brokers and servers of their own, and the run of all checks."""
