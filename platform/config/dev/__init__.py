"""From a bare clone to a running site: what `make run` and `make setup` do.

It runs before anything is installed, so all but `load` uses the standard library alone.
"""
