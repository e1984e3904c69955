"""读取语料: reports with known figures, written as files of every kind, and what the readers make of them."""
