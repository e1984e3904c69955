"""校核: turns a report into findings; one check per file."""
