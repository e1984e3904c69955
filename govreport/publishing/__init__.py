"""发布: release of approved versions to the public."""
