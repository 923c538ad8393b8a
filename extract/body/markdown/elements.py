"""Tells what each HTML element writes (pure, with the state of one walk).

To add an element: its tag in one of the tables below, or a function and its lines in START_HANDLERS and END_HANDLERS.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml.html import HtmlElement

from extract.body.markdown.footnotes import Footnotes
from extract.body.markdown.tables import OpenTable
from extract.body.markdown.writer import CODE, EMBED, HEADING, ITEM, PARAGRAPH, Writer, stanzas
from extract.html import is_caption, is_data_table

# The attribute of the paragraph that stands in the place of an embed.
EMBED_MARK = "data-embed"

# Elements that only begin and end a paragraph. An element of no table is written as part of its line: what a profile
# or trafilatura calls the text may have custom elements in the middle of a sentence.
PLAIN_BLOCKS = (
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "html", "legend", "main", "menu", "nav", "option", "p",
    "section", "summary", "tbody", "tfoot", "thead",
)  # fmt: skip
CODE_TAGS = ("code", "kbd", "samp")
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}


@dataclass(kw_only=True)
class WalkState:
    """The state of one walk over a tree.

    `item_numbers` has, for each open list, the number of its next item, None for a `ul`. `table` is the open data
    table, `quote_count` the number of quotations so far. `links` has, for each closed link, the index of the
    paragraph that holds it.
    """

    footnotes: Footnotes
    writer: Writer = field(default_factory=Writer)
    item_numbers: list[int | None] = field(default_factory=list)
    table: OpenTable | None = None
    quote_count: int = 0
    links: dict[HtmlElement, int] = field(default_factory=dict)


def is_replaced(state: WalkState, element: HtmlElement) -> bool:
    """Tell whether something else is written for an element, whatever it holds: `br`, `hr`, `img`, footnote marks."""
    return element.tag in VOID_HANDLERS or state.footnotes.is_link_or_mark(element)


def write_replaced(state: WalkState, element: HtmlElement) -> bool:
    """Write what stands for an element; return whether the element is one that is replaced."""
    if not is_replaced(state, element):
        return False
    mark = state.footnotes.marks.get(element) or state.footnotes.repeated_marks.get(element)
    if element.tag in VOID_HANDLERS:
        VOID_HANDLERS[str(element.tag)](state, element)
    elif mark:
        is_bracketed = (element.tail or "").startswith("]") and "".join(state.writer.text_pieces[-1:]).endswith("[")
        state.writer.write_both(mark if is_bracketed else f"[{mark}]", f"[^{mark}]")
    return True


def _write_br(state: WalkState, _element: HtmlElement) -> None:
    state.writer.break_line()


def _write_hr(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if not state.writer.in_cell:
        state.writer.add_paragraph("", "---")


def _write_img(state: WalkState, element: HtmlElement) -> None:
    source = element.get("src", "")
    if source:
        alt = " ".join(element.get("alt", "").replace("[", "(").replace("]", ")").split())
        state.writer.write_both("", f"![{alt}]({_escaped_url(source)})")


def ignore(_state: WalkState, _element: HtmlElement) -> None:
    """Write nothing."""


def _end_paragraph(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()


def _open_block(state: WalkState, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    _begin_with_mark(state, element)
    if is_caption(element):
        state.writer.open_captions += 1
    if element.get(EMBED_MARK) is not None:
        state.writer.kind = EMBED


def _close_block(state: WalkState, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if is_caption(element):
        state.writer.open_captions -= 1
    if element.get(EMBED_MARK) is not None:
        state.writer.kind = PARAGRAPH


def _begin_with_mark(state: WalkState, element: HtmlElement) -> None:
    """Begin the paragraph with the footnote's mark, if the element is a note that does not repeat its mark."""
    mark = state.footnotes.notes.get(element.get("id", ""))
    if mark and not any(link in state.footnotes.repeated_marks for link in element.iter("a")):
        state.writer.first_words = (f"[{mark}] ", f"[^{mark}]: ")


def _open_heading(level: int, state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.first_words = (state.writer.first_words[0], "#" * level + " ")
    state.writer.kind = HEADING


def _close_heading(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.kind = PARAGRAPH
    state.writer.first_words = ("", "")


def _open_mark(mark: str, state: WalkState, _element: HtmlElement) -> None:
    state.writer.open_inline(mark, mark)


def _close_mark(state: WalkState, _element: HtmlElement) -> None:
    state.writer.close_inline()


def _open_code(state: WalkState, _element: HtmlElement) -> None:
    state.writer.open_inline("`", "`")
    state.writer.in_code = True


def _close_code(state: WalkState, _element: HtmlElement) -> None:
    state.writer.in_code = False
    state.writer.close_inline()


def _open_link(state: WalkState, element: HtmlElement) -> None:
    href = element.get("href", "")
    is_shown = bool(href) and not href.startswith("#")
    state.writer.open_inline(*(("[", f"]({_escaped_url(href)})") if is_shown else ("", "")))


def _close_link(state: WalkState, element: HtmlElement) -> None:
    # A link around whole paragraphs ends when the last of them is written.
    state.links[element] = len(state.writer.paragraphs) - (not state.writer.has_recent_words())
    state.writer.close_inline()


def _open_quote(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.quote_count += 1
    state.writer.quotes.append(state.quote_count)
    state.writer.line_prefixes.append(("> ", "> "))


def _close_quote(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.line_prefixes.pop()
    state.writer.quotes.pop()


def _open_list(state: WalkState, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    start = element.get("start", "1")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    state.item_numbers.append(first if element.tag == "ol" else None)
    state.writer.open_lists += 1


def _close_list(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.item_numbers.pop()
    state.writer.open_lists -= 1


def _open_item(state: WalkState, element: HtmlElement) -> None:
    writer = state.writer
    writer.end_paragraph()
    number = state.item_numbers[-1] if state.item_numbers else None
    bullet = "- " if number is None else f"{number}. "
    if number is not None:
        state.item_numbers[-1] = number + 1
    # A blank line stands before a list's first item; the items after it, and lists within it, follow without.
    previous = element.getprevious()
    is_further = len(state.item_numbers) > 1 or (previous is not None and previous.tag == "li")
    writer.is_tight = is_further and bool(writer.paragraphs) and writer.paragraphs[-1].kind == ITEM
    writer.open_lists += 1
    writer.first_words = ("  " * (len(state.item_numbers) - 1) + bullet, "")
    writer.line_prefixes.append((bullet, " " * len(bullet)))
    if element.get("id", "") in state.footnotes.notes:
        _begin_with_mark(state, element)
        writer.line_prefixes[-1] = ("", "    ")


def _close_item(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.line_prefixes.pop()
    state.writer.open_lists -= 1
    state.writer.first_words, state.writer.is_tight = ("", ""), False


def _open_pre(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.is_preformatted = True


def _close_pre(state: WalkState, element: HtmlElement) -> None:
    writer = state.writer
    text, markdown = writer.take_paragraph()
    writer.is_preformatted = False
    if not text.strip():
        return
    if writer.in_cell:
        writer.write(text)
    elif "verse" in element.get("class", ""):
        for stanza, written in stanzas(text, markdown):
            writer.add_paragraph(stanza, written.replace("\n", "  \n"))
    else:
        fence = "```" if "```" not in text else "~~~~"
        writer.kind = CODE
        writer.add_paragraph(text, f"{fence}\n{markdown}\n{fence}")
        writer.kind = PARAGRAPH


def _open_table(state: WalkState, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is None and is_data_table(element):
        state.table = OpenTable(element=element, writer=state.writer)


def _close_table(state: WalkState, element: HtmlElement) -> None:
    if state.table is not None and state.table.element is element:
        state.table = None
    state.writer.end_paragraph()


def _open_cell(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is not None:
        state.table.open_cell()


def _close_cell(state: WalkState, _element: HtmlElement) -> None:
    if state.table is None:
        state.writer.end_paragraph()
    else:
        state.table.close_cell()


def _close_row(state: WalkState, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is not None:
        state.table.close_row()


def _escaped_url(url: str) -> str:
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


Handler = Callable[[WalkState, HtmlElement], object]

VOID_HANDLERS: Mapping[str, Handler] = {"br": _write_br, "hr": _write_hr, "img": _write_img}

START_HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(PLAIN_BLOCKS, _open_block),
    **{f"h{level}": partial(_open_heading, level) for level in range(1, 7)},
    **{tag: partial(_open_mark, mark) for tag, mark in MARKS.items()},
    **dict.fromkeys(CODE_TAGS, _open_code),
    "a": _open_link,
    "blockquote": _open_quote,
    "li": _open_item,
    "ol": _open_list,
    "pre": _open_pre,
    "table": _open_table,
    "td": _open_cell,
    "th": _open_cell,
    "tr": _end_paragraph,
    "ul": _open_list,
}

END_HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(PLAIN_BLOCKS, _close_block),
    **{f"h{level}": _close_heading for level in range(1, 7)},
    **dict.fromkeys(MARKS, _close_mark),
    **dict.fromkeys(CODE_TAGS, _close_code),
    "a": _close_link,
    "blockquote": _close_quote,
    "li": _close_item,
    "ol": _close_list,
    "pre": _close_pre,
    "table": _close_table,
    "td": _close_cell,
    "th": _close_cell,
    "tr": _close_row,
    "ul": _close_list,
}

# Every tag that is written in a way of its own.
WRITTEN_TAGS = frozenset(START_HANDLERS) | frozenset(VOID_HANDLERS)
