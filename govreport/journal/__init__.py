"""操作留痕: the append-only record of who did what; knows its subjects only as text keys."""
