"""排版: the report as a value to PDF, HTML and JSON."""
