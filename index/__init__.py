"""From files to a published index; knows nothing of questions and pages."""
