"""Where assistants' answers come from, and the server that gives them."""
