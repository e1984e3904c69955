"""消息页: what a person was told of, which mail the person wants, and the receipts."""
