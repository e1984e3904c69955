"""消息: who is told of what, on the desk always and by mail where it is set up."""
