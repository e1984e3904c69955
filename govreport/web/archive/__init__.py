"""历史年报归档: the desk where reports of past years are handed in, looked over and confirmed."""
