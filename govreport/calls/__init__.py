"""督查与催报: by which day a report is due, who is late with it, and how agencies are asked for it."""
