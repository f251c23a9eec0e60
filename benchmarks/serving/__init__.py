"""How fast the real process serves many people, through a strict Bot API server."""
