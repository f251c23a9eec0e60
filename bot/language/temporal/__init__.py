"""What time words mean."""
