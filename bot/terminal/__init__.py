"""The terminal face: the same conversation without Telegram."""
