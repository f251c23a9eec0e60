"""Pages saved by Safari (webarchive)."""
