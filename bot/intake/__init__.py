"""A link, a file or a text becomes an Article."""
