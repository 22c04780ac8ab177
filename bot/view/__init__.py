"""Briefs and answers as every face shows them: lines in order, in the reader's language, without markup of any face."""
