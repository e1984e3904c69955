"""导入: report files to the report as a value, with doubts instead of guesses."""
