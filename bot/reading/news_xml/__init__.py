"""XML: news in the formats of agencies and newspapers, and what other XML is."""
