#!/bin/sh
# Prints the path of a Python that can run Arenan: 3.13 if there is one, else any from 3.12 on.
# pyenv's shims refuse to start when the version in .python-version is not installed, so its versions are also
# looked for where they lie. PYTHON=/path/to/python overrides the search.

describe='import sys
if sys.version_info < (3, 12):
    sys.exit(1)
print(getattr(sys, "_base_executable", None) or sys.executable)'

pyenv="${PYENV_ROOT:-$HOME/.pyenv}/versions"
for candidate in "$PYTHON" python3.13 python3.12 python3.14 python3 python \
    "$pyenv"/3.13*/bin/python3 "$pyenv"/3.1[2-9]*/bin/python3; do
    if [ -n "$candidate" ] && "$candidate" -c "$describe" 2>/dev/null; then
        exit 0
    fi
done

echo 'Arenan needs Python 3.12 or newer, and none was found. Install it, or name one: make run PYTHON=/path/to/python3' >&2
exit 1
