"""导入确认的页面: a file and what was read in it side by side, until a person has confirmed it."""
