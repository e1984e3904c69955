"""批量检查: the files that a supervising office has checked in one go, and what it keeps of them (docs/batch.md)."""
