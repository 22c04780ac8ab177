"""Receipts: every line of a brief is held against the article, whoever wrote it.

``checked`` is the one door. A module a promise: ``spans`` (the article's own words), ``ties`` (whose they are),
``alignment`` and ``points`` (what our own words may say), ``plain`` (no markup, no links, no instructions).
"""
