"""成文与导入: the report as a document, written and read."""
