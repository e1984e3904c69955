"""政府信息公开年报专栏: the public site."""
