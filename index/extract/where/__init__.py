"""What the places of a text are: mentions, what they refer to, and where it was written."""
