"""Measurements of topic digests: copies, the cost of the archive, a fan-out, and a week of many feeds and readers."""
