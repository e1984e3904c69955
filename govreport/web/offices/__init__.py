"""机关管理: people and posts, approval routes, and what the three administrators do; no report is touched here."""
