# The two commands: `make run` opens the site with its demo world, `make test` runs everything CI runs.
# Both start from a bare clone and need only Python 3.12 or newer and make.

# Set-up runs before anything is installed, so it takes any suitable Python of the machine.
DEV = @python=$$(sh platform/config/dev/find-python.sh) && PYTHONPATH=platform exec "$$python" -m config.dev
CHECKS = @exec .venv/bin/python -m tests.harness

.PHONY: run test lint bench faults setup
.DEFAULT_GOAL := run

run:  ## Open the site at http://127.0.0.1:8000 (PORT=… for another port)
	$(DEV) run

test: setup  ## Everything CI runs
	$(CHECKS)

lint: setup  ## Style, types, import contracts and generated files only
	$(CHECKS) --only checks

bench: setup  ## How much load the live delivery carries
	$(CHECKS) --only bench

faults: setup  ## What happens when processes, Redis or the network fail
	$(CHECKS) --only faults

setup:
	$(DEV) setup
