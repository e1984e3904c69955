"""开放接口: published reports for programs, read-only, without a key (docs/api.md)."""
