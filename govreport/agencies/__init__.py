"""行政机关: agencies, who is under whom in which year, and who works there."""
