"""Digests: what feeds and readers bring is grouped into events, matched with topics, and told at the hour that was chosen."""
