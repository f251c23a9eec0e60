"""A web server on loopback, and the feeds and pages that it serves: nothing leaves the machine."""
