"""Measurements, not tests: run by ``scripts/bench.py``, written to ``docs/benchmarks.md``."""
