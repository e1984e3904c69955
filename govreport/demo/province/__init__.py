"""试验用的省: an invented province of any size, written straight into the tables (docs/scale.md)."""
