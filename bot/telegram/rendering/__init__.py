"""What the bot shows: briefs, receipts and reports as messages of Telegram's HTML."""
