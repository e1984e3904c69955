"""历史年报归档: reports published elsewhere years ago, kept and shown as they were printed (docs/archive.md)."""
