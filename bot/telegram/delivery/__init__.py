"""How messages reach Telegram: the transport, its limits, calls that last until they succeed, answers that are edits."""
