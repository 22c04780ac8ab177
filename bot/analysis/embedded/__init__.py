"""The analyst that needs no key: syntax, rules and the words of the article."""
