"""What sentences and candidate answers are ranked by."""
