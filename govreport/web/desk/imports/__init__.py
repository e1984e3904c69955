"""导入确认的页面: a file and what was read in it side by side; drafting and archive show it, each with its steps."""
