"""Who said what in English: cues, contents, speakers and their names, as small rules over a parse."""
