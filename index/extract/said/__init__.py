"""What is said in a text, with and without quotation marks."""
