"""Feeds, events, topics and digests."""
