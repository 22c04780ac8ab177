"""Feeds: read in every form they come in, polled politely, listed and exchanged."""
