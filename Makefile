# Wraps the scripts; they need no make themselves.
.PHONY: run test check bench lock

run:
	sh scripts/run.sh

test:
	sh scripts/test.sh

check:
	sh scripts/check.sh

bench:
	.venv/bin/python scripts/bench.py

lock:
	sh scripts/lock.sh
