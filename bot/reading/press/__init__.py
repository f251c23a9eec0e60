"""Press databases: deliveries of many articles in one file, as LexisNexis or Factiva make them."""
