"""试验用的任务: an app that real workers know too (``tests/fixtures/worker_settings.py``)."""
