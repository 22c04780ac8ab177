"""Follow-up questions: what a message means, and what an article answers to it."""
