"""What lets a few looks at feeds go on side by side, and keeps other processes apart."""
