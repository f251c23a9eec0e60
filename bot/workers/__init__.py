"""Workers: processes that answer questions from the same index, beside that which serves."""
