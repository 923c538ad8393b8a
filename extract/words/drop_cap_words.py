"""Class names of large first letters, and letters that are words by themselves (values only)."""

# A regular expression over class names in lower case.
CLASSES = r"drop[-_]?cap|lettrine|first[-_]?(?:letter|character)|initial[-_]?(?:cap|letter)"
# Parts of the source of a page with such a class.
CLASS_HINTS = (
    "drop-cap", "dropcap", "drop_cap", "dropCap", "Dropcap", "DropCap", "lettrine", "first-letter", "firstLetter",
    "firstcharacter", "first-character", "initial-cap", "initial-letter",
)  # fmt: skip
# In some language each of them is a word, so that a space behind it may be the author's: English a and I, Spanish y,
# o, e, u, Polish w and z, Czech k and s, and several letters of Russian and Greek. X is a name of many things.
WORD_LETTERS = frozenset("aàáâäåæeèéêëiìíîïoòóôöøuùúûüyýszvwkxаеивкосуояієїέηήοόωώ")
