"""演示数据: a fictional province for demonstrations; never loaded in production."""
