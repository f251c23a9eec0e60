"""What a question asks for: its terms, its type of answer, its time."""
