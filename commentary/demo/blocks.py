"""Blocks: one piece of a post's body, its HTML as WordPress writes it and the text a reader sees (pure).

To add a kind of block: add a function and its line in BLOCKS; texts/*.toml then may use its name.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

_MARKER = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One piece of a body.

    `texts` is what a reader sees of it, in order, without markup; `text` is the same as an archive's plain text has
    it: paragraphs parted by a blank line, items by `- ` or their number, cells by ` | `, notes by `[1]`.
    """

    kind: str
    html: Markup
    texts: tuple[str, ...]
    text: str


def plain(markup: str) -> str:
    """Return the text that a reader sees of a phrase of HTML; a footnote's mark stays as `[1]`."""
    unmarked = _MARKER.sub(r"[\1]", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", unmarked)).strip()


def _inline(markup: str) -> str:
    return _MARKER.sub(
        r'<sup data-fn="fn-\1" class="fn"><a href="#fn-\1" id="fn-\1-link">\1</a></sup>',
        markup,
    )


# The texts are written by hand beside the HTML; only tags are taken from them, so that no parser is trusted here.
def _made(kind: str, markup: str, texts: Sequence[str], text: str | None = None) -> Block:
    seen = tuple(plain(one) for one in texts)
    whole = "\n\n".join(seen) if text is None else plain(text)
    # A space that may not break is a space in plain text.
    return Block(kind=kind, html=Markup(markup), texts=seen, text=whole.replace("\xa0", " "))  # noqa: S704 - our own texts


def paragraph(text: str) -> Block:
    """Make a paragraph of inline HTML."""
    return _made("p", f"<p>{_inline(text)}</p>", [text])


def heading(level: int) -> Callable[[str], Block]:
    """Make the maker of headings of one level."""

    def make(text: str) -> Block:
        return _made(f"h{level}", f'<h{level} class="wp-block-heading">{text}</h{level}>', [text])

    return make


def listing(tag: str) -> Callable[[Sequence[str]], Block]:
    """Make the maker of `ul` or `ol` lists."""

    def make(items: Sequence[str]) -> Block:
        inner = "\n".join(f"<li>{_inline(item)}</li>" for item in items)
        marks = [f"{n}." if tag == "ol" else "-" for n in range(1, len(items) + 1)]
        text = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
        return _made(tag, f'<{tag} class="wp-block-list">\n{inner}\n</{tag}>', items, text)

    return make


def quote(text: str) -> Block:
    """Make a quotation; ` — ` sets off who said it."""
    words, _, who = text.partition(" — ")
    cite = f"<cite>{who}</cite>" if who else ""
    return _made("quote", f'<blockquote class="wp-block-quote"><p>{words}</p>{cite}</blockquote>', _some(words, who))


def pullquote(text: str) -> Block:
    """Make a pull quote; ` — ` sets off who said it."""
    words, _, who = text.partition(" — ")
    cite = f"<cite>{who}</cite>" if who else ""
    inner = f"<blockquote><p>{words}</p>{cite}</blockquote>"
    return _made("pullquote", f'<figure class="wp-block-pullquote">{inner}</figure>', _some(words, who))


def image(given: Mapping[str, str]) -> Block:
    """Make a figure: `src`, `alt`, perhaps `caption`."""
    caption = given.get("caption", "")
    inner = (
        f'<img decoding="async" loading="lazy" width="1024" height="576" src="{given["src"]}" alt="{given["alt"]}">'
    )
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    return _made("image", f'<figure class="wp-block-image size-large">{inner}{below}</figure>', _some(caption))


def old_caption(given: Mapping[str, str]) -> Block:
    """Make a caption as the classic editor did: `src`, `alt`, `caption`."""
    inner = f'<img class="size-medium" width="300" height="169" src="{given["src"]}" alt="{given["alt"]}">'
    below = f'<p class="wp-caption-text">{given["caption"]}</p>'
    return _made("image", f'<div class="wp-caption alignnone">{inner}{below}</div>', [given["caption"]])


def table(given: Mapping[str, Any]) -> Block:
    """Make a table: `head`, `rows`, perhaps `caption`."""
    head = "".join(f"<th>{cell}</th>" for cell in given["head"])
    rows = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in given["rows"])
    caption = given.get("caption", "")
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    inner = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    cells = [*given["head"], *(cell for row in given["rows"] for cell in row), *_some(caption)]
    lines = "\n".join(" | ".join(row) for row in [given["head"], *given["rows"]])
    text = "\n\n".join([lines, *_some(caption)])
    return _made("table", f'<figure class="wp-block-table">{inner}{below}</figure>', cells, text)


def code(text: str) -> Block:
    """Make a listing of program text, given as text and not as HTML."""
    return Block(
        kind="code",
        html=Markup('<pre class="wp-block-code"><code>{}</code></pre>').format(text),
        texts=(text.strip(),),
        text=text.strip(),
    )


def verse(text: str) -> Block:
    """Make a poem, whose line breaks matter."""
    return _made("verse", f'<pre class="wp-block-verse">{text}</pre>', [text])


def embed(url: str) -> Block:
    """Make an embedded video: its address is all that can be read of it."""
    frame = f'<iframe title="Video" width="640" height="360" src="{url}"></iframe>'
    inner = f'<div class="wp-block-embed__wrapper">{frame}</div>'
    return _made("embed", f'<figure class="wp-block-embed is-type-video">{inner}</figure>', [], "Video")


def footnotes(notes: Sequence[str]) -> Block:
    """Make the list that the `[^1]` marks point to."""
    # WordPress ends each note with a way back, which is no part of the note.
    back = '<a href="#fn-{0}-link" aria-label="Jump to footnote reference {0}">↩︎</a>'
    text = "\n".join(f"[{n}] {note}" for n, note in enumerate(notes, 1))
    inner = "".join(f'<li id="fn-{n}">{note} {back.format(n)}</li>' for n, note in enumerate(notes, 1))
    return _made("footnotes", f'<ol class="wp-block-footnotes">{inner}</ol>', notes, text)


def raw(markup: str) -> Block:
    """Take HTML as an author pasted it; its text is what is left without the tags."""
    return _made("raw", markup, [markup])


def more(_: object) -> Block:
    """Make the break between two pages of one post."""
    return Block(kind="nextpage", html=Markup("<!--nextpage-->"), texts=(), text="")


def _some(*texts: str) -> list[str]:
    return [text for text in texts if text]


BLOCKS: Mapping[str, Callable[[Any], Block]] = {
    "p": paragraph,
    "h2": heading(2),
    "h3": heading(3),
    "ul": listing("ul"),
    "ol": listing("ol"),
    "quote": quote,
    "pullquote": pullquote,
    "image": image,
    "old_caption": old_caption,
    "table": table,
    "code": code,
    "verse": verse,
    "embed": embed,
    "footnotes": footnotes,
    "raw": raw,
    "nextpage": more,
}


def blocks(given: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Make the blocks that a text file lists, each a table with one key."""
    return tuple(BLOCKS[kind](content) for one in given for kind, content in one.items())
