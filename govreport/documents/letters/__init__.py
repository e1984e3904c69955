"""报送函、审签单、回执: the papers that go with a report; values in, files out."""
