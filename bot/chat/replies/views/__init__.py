"""Views: replies that show what stands around an answer, in the place of its message."""
