"""What admins do with single articles in a chat: look at them, correct and hide them."""
