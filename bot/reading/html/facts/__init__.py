"""Facts of web pages: where their data says what, when, who and where from."""
