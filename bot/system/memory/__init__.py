"""Memory: what a process that runs for months keeps of it."""
