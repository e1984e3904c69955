"""审签: one table of transitions, one module per verb."""
