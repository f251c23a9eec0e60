"""From passages to hits."""
