"""Topics: what a reader writes becomes a definition, and a definition finds events."""
