"""What following feeds costs and keeps: a simulated week, a thousand feeds, questions meanwhile."""
