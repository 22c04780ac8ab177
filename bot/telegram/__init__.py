"""The Telegram face: updates become stored jobs, jobs become answers, and every answer is an edit."""
