"""How updates come in: polled or pushed, stored with the jobs they ask for before Telegram is told so."""
