"""Makes the blocks of a post's body: the HTML that WordPress writes for each, and its plain text (pure).

To add a kind of block: add a function and its line in BLOCK_MAKERS; texts/*.toml may then use its name.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

_FOOTNOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True, kw_only=True)
class PostBlock:
    """One block of a post's body.

    `texts` are its visible texts, in order and without markup; `text` is its plain text as an archive stores it:
    a blank line between paragraphs, `- ` or a number before list items, ` | ` between cells, `[1]` before notes.
    """

    kind: str
    html: Markup
    texts: tuple[str, ...]
    text: str


def text_of_markup(markup: str) -> str:
    """Return the visible text of inline HTML; a footnote mark `[^1]` becomes `[1]`."""
    with_marks = _FOOTNOTE_MARK.sub(r"[\1]", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", with_marks)).strip()


def _with_footnote_links(markup: str) -> str:
    return _FOOTNOTE_MARK.sub(
        r'<sup data-fn="fn-\1" class="fn"><a href="#fn-\1" id="fn-\1-link">\1</a></sup>',
        markup,
    )


# The expected texts come from texts/*.toml and not from an HTML parser, whose mistakes they would share.
def _block(kind: str, markup: str, texts: Sequence[str], text: str | None = None) -> PostBlock:
    seen = tuple(text_of_markup(markup) for markup in texts)
    whole = "\n\n".join(seen) if text is None else text_of_markup(text)
    # Plain text has an ordinary space where HTML has a no-break space.
    return PostBlock(kind=kind, html=Markup(markup), texts=seen, text=whole.replace("\xa0", " "))  # noqa: S704 - our own texts


def paragraph(text: str) -> PostBlock:
    """Return a paragraph of inline HTML."""
    return _block("p", f"<p>{_with_footnote_links(text)}</p>", [text])


def heading(level: int) -> Callable[[str], PostBlock]:
    """Return a function that makes headings of this level."""

    def make(text: str) -> PostBlock:
        return _block(f"h{level}", f'<h{level} class="wp-block-heading">{text}</h{level}>', [text])

    return make


def listing(tag: str) -> Callable[[Sequence[str]], PostBlock]:
    """Return a function that makes lists with this tag, `ul` or `ol`."""

    def make(items: Sequence[str]) -> PostBlock:
        inner = "\n".join(f"<li>{_with_footnote_links(item)}</li>" for item in items)
        marks = [f"{n}." if tag == "ol" else "-" for n in range(1, len(items) + 1)]
        text = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
        return _block(tag, f'<{tag} class="wp-block-list">\n{inner}\n</{tag}>', items, text)

    return make


def quote(text: str) -> PostBlock:
    """Return a quotation; the words after ` — ` are its source."""
    words, _, who = text.partition(" — ")
    cite = f"<cite>{who}</cite>" if who else ""
    return _block(
        "quote", f'<blockquote class="wp-block-quote"><p>{words}</p>{cite}</blockquote>', _without_empty(words, who)
    )


def pullquote(text: str) -> PostBlock:
    """Return a pull quote; the words after ` — ` are its source."""
    words, _, who = text.partition(" — ")
    cite = f"<cite>{who}</cite>" if who else ""
    inner = f"<blockquote><p>{words}</p>{cite}</blockquote>"
    return _block("pullquote", f'<figure class="wp-block-pullquote">{inner}</figure>', _without_empty(words, who))


def image(given: Mapping[str, str]) -> PostBlock:
    """Return a figure from the keys `src`, `alt` and, optionally, `caption`."""
    caption = given.get("caption", "")
    inner = (
        f'<img decoding="async" loading="lazy" width="1024" height="576" src="{given["src"]}" alt="{given["alt"]}">'
    )
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    return _block(
        "image", f'<figure class="wp-block-image size-large">{inner}{below}</figure>', _without_empty(caption)
    )


def old_caption(given: Mapping[str, str]) -> PostBlock:
    """Return an image with a caption as the classic editor wrote it, from the keys `src`, `alt` and `caption`."""
    inner = f'<img class="size-medium" width="300" height="169" src="{given["src"]}" alt="{given["alt"]}">'
    below = f'<p class="wp-caption-text">{given["caption"]}</p>'
    return _block("image", f'<div class="wp-caption alignnone">{inner}{below}</div>', [given["caption"]])


def table(given: Mapping[str, Any]) -> PostBlock:
    """Return a table from the keys `head`, `rows` and, optionally, `caption`."""
    head = "".join(f"<th>{cell}</th>" for cell in given["head"])
    rows = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in given["rows"])
    caption = given.get("caption", "")
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    inner = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    cells = [*given["head"], *(cell for row in given["rows"] for cell in row), *_without_empty(caption)]
    lines = "\n".join(" | ".join(row) for row in [given["head"], *given["rows"]])
    text = "\n\n".join([lines, *_without_empty(caption)])
    return _block("table", f'<figure class="wp-block-table">{inner}{below}</figure>', cells, text)


def code(text: str) -> PostBlock:
    """Return a code block; the program text is given as text and not as HTML."""
    return PostBlock(
        kind="code",
        html=Markup('<pre class="wp-block-code"><code>{}</code></pre>').format(text),
        texts=(text.strip(),),
        text=text.strip(),
    )


def verse(text: str) -> PostBlock:
    """Return a verse block, which keeps line breaks."""
    return _block("verse", f'<pre class="wp-block-verse">{text}</pre>', [text])


def embed(url: str) -> PostBlock:
    """Return an embedded video, of which a reader can keep the URL only."""
    frame = f'<iframe title="Video" width="640" height="360" src="{url}"></iframe>'
    inner = f'<div class="wp-block-embed__wrapper">{frame}</div>'
    return _block("embed", f'<figure class="wp-block-embed is-type-video">{inner}</figure>', [], "Video")


def footnotes(notes: Sequence[str]) -> PostBlock:
    """Return the list of footnotes that the marks `[^1]` link to."""
    # WordPress ends each note with a link back to its mark; that link is not part of the note.
    back = '<a href="#fn-{0}-link" aria-label="Jump to footnote reference {0}">↩︎</a>'
    text = "\n".join(f"[{n}] {note}" for n, note in enumerate(notes, 1))
    inner = "".join(f'<li id="fn-{n}">{note} {back.format(n)}</li>' for n, note in enumerate(notes, 1))
    return _block("footnotes", f'<ol class="wp-block-footnotes">{inner}</ol>', notes, text)


def raw(markup: str) -> PostBlock:
    """Return pasted HTML unchanged; its text is the HTML without its tags."""
    return _block("raw", markup, [markup])


def page_break(_: object) -> PostBlock:
    """Return the break between two pages of one post."""
    return PostBlock(kind="nextpage", html=Markup("<!--nextpage-->"), texts=(), text="")


def _without_empty(*texts: str) -> list[str]:
    return [text for text in texts if text]


BLOCK_MAKERS: Mapping[str, Callable[[Any], PostBlock]] = {
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
    "nextpage": page_break,
}


def make_blocks(given: Sequence[Mapping[str, Any]]) -> tuple[PostBlock, ...]:
    """Return the blocks that a text file lists, each as a table with one key."""
    return tuple(BLOCK_MAKERS[kind](content) for table in given for kind, content in table.items())
