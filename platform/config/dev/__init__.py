"""From a bare clone to a running site: what `make run` and `make setup` do.

This package runs before anything is installed, so it uses the standard library alone.
"""
