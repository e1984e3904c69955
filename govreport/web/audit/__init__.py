"""操作记录（审计）: the pages of the audit administrator; they read the journal and change nothing in it."""
