"""What admins send to be added: files, texts and pages, each with a card."""
