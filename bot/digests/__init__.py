"""Topic digests: what feeds carry, which event it tells of, who follows it, and when they are told."""
