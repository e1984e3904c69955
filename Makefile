# Wraps the scripts; they need no make themselves.
.PHONY: run test check bench docs lock

run:
	sh scripts/run.sh

test:
	sh scripts/test.sh

check:
	sh scripts/check.sh

bench:
	.venv/bin/python scripts/bench.py

docs:
	.venv/bin/python -m govreport.standards.docs
	.venv/bin/python -m govreport.checks.docs
	.venv/bin/python -m tests.checks.make_accuracy

lock:
	sh scripts/lock.sh
