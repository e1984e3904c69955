"""公布: the days by which a report is submitted and published (PUB rules); they depend on the date of the day."""
