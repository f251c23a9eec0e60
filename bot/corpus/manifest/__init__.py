"""One manifest of article files: what each of them holds, and how reading it ended."""
