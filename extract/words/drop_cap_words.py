"""Class names of large first letters, and letters that are words by themselves (values only)."""

# A regular expression over class names in lower case.
CLASSES = r"drop[-_]?cap|lettrine|first-?(?:letter|character)"
# Parts of the source of a page with such a class, few because each is searched for; the first letter is of either case.
CLASS_HINTS = ("rop-cap", "ropcap", "ropCap", "lettrine", "irst-letter", "irstcharacter")
# In some language each of them is a word, so that a space behind it may be the author's: English a and I, Spanish y,
# o, e, u, Polish w and z, Czech k and s, and several letters of Russian and Greek. X is a name of many things.
WORD_LETTERS = frozenset("aàáâäåæeèéêëiìíîïoòóôöøuùúûüyýszvwkxаеивкосуояієїέηήοόωώ")
