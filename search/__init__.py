"""From a question to results; knows nothing of HTTP."""
