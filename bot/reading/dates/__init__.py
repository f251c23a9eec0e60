"""When an article was published: dates found, parsed and chosen."""
