"""How near texts come to one another: by the stems of their words, and by what they mean."""
