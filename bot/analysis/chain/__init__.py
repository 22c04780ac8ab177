"""The analyst with a language model: it points and phrases, code cuts and checks."""
