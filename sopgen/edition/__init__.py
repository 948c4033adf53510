"""All that pages and machine formats may state as of a day, and the tree that they go into."""
