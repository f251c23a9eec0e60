"""Guard: which hosts may be asked, and connections that lead to no other."""
