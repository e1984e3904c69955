"""后台任务: long work as rows of a table; the queue only wakes workers (docs/jobs.md, docs/adr/0027).

Rooms above say what a kind of work does (``handler`` in their module ``handlers``) and ask for it (``enqueue``).
"""
