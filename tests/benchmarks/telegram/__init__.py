"""The bot against a strict simulator of Telegram: load, kills, faults, a store that refuses, rate and latency."""
