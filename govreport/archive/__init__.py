"""历史年报归档: reports that were published elsewhere years ago, kept and shown as they were printed (docs/archive.md)."""
