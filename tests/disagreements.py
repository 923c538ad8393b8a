"""Compares the blocks of an article with its text."""

import re

BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
KINDS = {"paragraph", "heading", "item", "quote", "code", "table", "caption", "deck", "embed"}


def disagreements(article):
    """Return what speaks against the blocks being the text: what is left over, and blocks that are none or many."""
    rest, wrong, last_kind = article.body_text, [], None
    for number, block in enumerate(article.blocks):
        # Only items and rows follow one another without a blank line.
        is_tight = block.kind == last_kind and block.kind in {"item", "table"} and rest[:2] != "\n\n"
        separator = "" if number == 0 else "\n" if is_tight else "\n\n"
        last_kind = block.kind
        if not rest.startswith(separator + block.text):
            return [f"{block.text!r} is not where the text has {rest[:60]!r}"]
        rest = rest[len(separator + block.text) :]
        if block.kind not in KINDS or not block.text.strip():
            wrong.append(f"{block.kind}: {block.text!r}")
        if block.kind != "code" and BLANK_LINE.search(block.text):
            wrong.append(f"several blocks in one: {block.text!r}")
        if block.kind == "heading" and "\n" in block.text:
            wrong.append(f"lines in a heading: {block.text!r}")
    return wrong + ([f"no block has {rest[:60]!r}"] if rest else [])
