"""界面: what every web room shares: icons, severity marks, and what each page needs to know."""
