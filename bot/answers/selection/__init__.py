"""What is quoted: from the sentences of the best passages to those of a reply."""
