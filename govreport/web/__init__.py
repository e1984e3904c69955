"""The web: thin rooms that never import each other."""
