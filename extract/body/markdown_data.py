"""Turns Markdown in a page's data into HTML (pure).

text | blocks between blank lines | headings, lists, quotations, code, paragraphs | links, images and emphasis in them

What content systems let their authors write: no tables, no HTML, no nested lists.
"""

import html
import re
from collections.abc import Iterator, Sequence

# A text without any of these is plain: a heading, a link, strong words.
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\((?:https?:/|/|mailto:|#)|\*\*[^\s*][^*\n]{0,300}\*\*|^```", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"\s{0,3}(?:([-*+])|\d{1,9}[.)])\s+")
_FENCE = "```"
_RULE = re.compile(r"\s*(?:\*\s*){3,}|\s*(?:-\s*){3,}|\s*(?:_\s*){3,}")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\(([^()\s]{1,2000})[^()\n]{0,300}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})[^()\n]{0,300}\)")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*_\n]{1,1000})(?<=[^\s\\])\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=\S)([^*_\n]{1,1000})(?<=[^\s\\])\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]{1,1000})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


def is_markdown(text: str) -> bool:
    """Tell whether a text is Markdown by a sign that prose does not have."""
    return _MARKDOWN.search(text) is not None


def html_of_markdown(text: str) -> str:
    """Return the HTML of Markdown."""
    return "".join(map(_block_html, _blocks(text)))


def _blocks(text: str) -> Iterator[Sequence[str]]:
    """Yield the lines of each block: those between blank lines, headings alone, code between its fences."""
    lines: list[str] = []
    is_code = False
    for line in text.splitlines():
        is_fence = line.lstrip().startswith(_FENCE)
        is_alone = not is_code and (not line.strip() or is_fence or _HEADING.fullmatch(line) is not None)
        if is_alone and lines:
            yield lines
            lines = []
        if is_code or line.strip():
            lines.append(line)
        if (is_alone and not is_fence) or (is_code and is_fence):
            if lines:
                yield lines
            lines = []
        is_code = is_code != is_fence
    if lines:
        yield lines


def _block_html(lines: Sequence[str]) -> str:
    first = lines[0]
    if first.lstrip().startswith(_FENCE):
        code = "\n".join(line for line in lines[1:] if not line.lstrip().startswith(_FENCE))
        return f"<pre><code>{html.escape(code, quote=False)}</code></pre>"
    if heading := _HEADING.fullmatch(first):
        level = len(heading.group(1))
        return f"<h{level}>{_inline_html(heading.group(2))}</h{level}>"
    if _RULE.fullmatch(first) and len(lines) == 1:
        return "<hr>"
    if all(line.lstrip().startswith(">") for line in lines):
        quoted = "\n".join(line.lstrip("> \t") for line in lines)
        return f"<blockquote>{''.join(f'<p>{_inline_html(part)}</p>' for part in _parts(quoted))}</blockquote>"
    if item := _ITEM.match(first):
        tag = "ul" if item.group(1) else "ol"
        return f"<{tag}>{''.join(f'<li>{_inline_html(text)}</li>' for text in _items(lines))}</{tag}>"
    return f"<p>{_inline_html(' '.join(line.strip() for line in lines))}</p>"


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text between blank lines, each in one line."""
    return (" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Yield the text of each item of a list; a line without a mark goes on with the item before."""
    texts: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item is not None and texts:
            yield " ".join(texts)
            texts = []
        texts.append(line[item.end() :] if item else line.strip())
    yield " ".join(texts)


def _inline_html(text: str) -> str:
    escaped = html.escape(text, quote=False)
    escaped = _IMAGE.sub(
        lambda image: f'<img src="{_quoted(image.group(2))}" alt="{_quoted(image.group(1))}">', escaped
    )
    escaped = _LINK.sub(lambda link: f'<a href="{_quoted(link.group(2))}">{link.group(1)}</a>', escaped)
    escaped = _CODE.sub(r"<code>\1</code>", escaped)
    escaped = _STRONG.sub(r"<strong>\2</strong>", escaped)
    escaped = _EMPHASIS.sub(r"<em>\2</em>", escaped)
    return _ESCAPE.sub(r"\1", escaped)


def _quoted(text: str) -> str:
    return text.replace('"', "&quot;")
