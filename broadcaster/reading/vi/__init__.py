"""Vietnamese aloud: every token of a sentence found, classed and put into words."""
