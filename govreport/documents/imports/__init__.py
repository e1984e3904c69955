"""导入确认: a file becomes part of a report only after a person has looked at everything that is in doubt."""
