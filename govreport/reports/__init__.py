"""年度报告: an agency's report for a year and its versions, stored table by table."""
