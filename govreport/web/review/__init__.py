"""审签: the desk of the person who approves or returns."""
