"""Which items tell of the same event, and which are copies of one text."""
