"""Tables of words by language: values only, no functions.

To add a language: a row in each table, and `tests/extract/words/test_languages.py`; see `docs/add-a-language.md`.
"""
