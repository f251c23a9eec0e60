"""Web archives: the records of WARC and ARC files, and the texts of WET files."""
