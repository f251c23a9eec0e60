"""Stories: articles on one event, and the sentence that leads each of them."""
