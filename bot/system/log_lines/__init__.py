"""What becomes of a log record before anybody reads it."""
