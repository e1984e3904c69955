"""督查: the desk of the office that collects and inspects the reports of the agencies under it."""
