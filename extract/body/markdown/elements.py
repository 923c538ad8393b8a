"""Tags: what each HTML element does to the paragraphs that are being written (pure, with the state of one pass).

To add an element: its name in one of the groups below, or a function and its line in SIGNS, OPEN and CLOSE.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml.html import HtmlElement

from extract.body.markdown.footnotes import Notes
from extract.body.markdown.tables import OpenTable
from extract.body.markdown.writer import PARAGRAPH, Writer
from extract.html import is_data_table

PLAIN_BLOCKS = (
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "html", "legend", "main", "menu", "nav", "option", "p",
    "section", "summary", "tbody", "tfoot", "thead",
)  # fmt: skip
CODE = ("code", "kbd", "samp")
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}


@dataclass(kw_only=True)
class Pass:
    """One walk over a tree: the writer, the tree's footnotes, which lists and which table are open.

    `links` has the place of the block that each link stands in, once it is closed.
    """

    notes: Notes
    writer: Writer = field(default_factory=Writer)
    numbers: list[int | None] = field(default_factory=list)
    table: OpenTable | None = None
    quoted: int = 0
    links: dict[HtmlElement, int] = field(default_factory=dict)


def is_sign(state: Pass, element: HtmlElement) -> bool:
    """Tell whether an element is read as one sign, whatever it holds: a break, an image, a footnote's mark."""
    notes = state.notes
    return element.tag in SIGNS or element in notes.marks or element in notes.labels or element in notes.back


def write_sign(state: Pass, element: HtmlElement) -> bool:
    """Write an element that is read as one sign; tell whether it was one."""
    if not is_sign(state, element):
        return False
    mark = state.notes.marks.get(element) or state.notes.labels.get(element)
    if element.tag in SIGNS:
        SIGNS[str(element.tag)](state, element)
    elif mark:
        bracketed = (element.tail or "").startswith("]") and "".join(state.writer.text[-1:]).endswith("[")
        state.writer.sign(mark if bracketed else f"[{mark}]", f"[^{mark}]")
    return True


def _break(state: Pass, _element: HtmlElement) -> None:
    state.writer.sign("\n", "\n")


def _rule(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if not state.writer.in_cell:
        state.writer.add("", "---")


def _image(state: Pass, element: HtmlElement) -> None:
    source = element.get("src", "")
    if source:
        alt = " ".join(element.get("alt", "").replace("[", "(").replace("]", ")").split())
        state.writer.sign("", f"![{alt}]({_address(source)})")


def nothing(_state: Pass, _element: HtmlElement) -> None:
    """Leave the paragraph as it is."""


def _end_paragraph(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()


def _open_block(state: Pass, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    _label(state, element)
    if is_caption(element):
        state.writer.captions += 1


def _close_block(state: Pass, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if is_caption(element):
        state.writer.captions -= 1


def is_caption(element: HtmlElement) -> bool:
    """Tell whether an element is the caption of a picture, by its tag or as WordPress and others name it."""
    return element.tag == "figcaption" or "caption" in element.get("class", "").lower()


def _label(state: Pass, element: HtmlElement) -> None:
    """Let a footnote begin with its mark."""
    mark = state.notes.targets.get(element.get("id", ""))
    if mark and not any(one in state.notes.labels for one in element.iter("a")):
        state.writer.lead = (f"[{mark}] ", f"[^{mark}]: ")


def _open_heading(level: int, state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.lead = (state.writer.lead[0], "#" * level + " ")
    state.writer.kind = "heading"


def _close_heading(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.kind = PARAGRAPH
    state.writer.lead = ("", "")


def _open_mark(state: Pass, _element: HtmlElement) -> None:
    state.writer.open()


def _close_mark(mark: str, state: Pass, _element: HtmlElement) -> None:
    state.writer.close(mark, mark)


def _open_code(state: Pass, _element: HtmlElement) -> None:
    state.writer.open()
    state.writer.in_code = True


def _close_code(state: Pass, _element: HtmlElement) -> None:
    state.writer.in_code = False
    state.writer.close("`", "`")


def _close_link(state: Pass, element: HtmlElement) -> None:
    # A link around whole paragraphs ends when the last of them is written.
    state.links[element] = len(state.writer.blocks) - (not state.writer.has_words())
    href = element.get("href", "")
    if href and not href.startswith("#"):
        state.writer.close("[", f"]({_address(href)})")
    else:
        state.writer.close("", "")


def _open_quote(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.quoted += 1
    state.writer.quotes.append(state.quoted)
    state.writer.prefixes.append(("> ", "> "))


def _close_quote(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.prefixes.pop()
    state.writer.quotes.pop()


def _open_list(state: Pass, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    start = element.get("start", "1")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    state.numbers.append(first if element.tag == "ol" else None)
    state.writer.lists += 1


def _close_list(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.numbers.pop()
    state.writer.lists -= 1


def _open_item(state: Pass, element: HtmlElement) -> None:
    writer = state.writer
    writer.end_paragraph()
    number = state.numbers[-1] if state.numbers else None
    sign = "- " if number is None else f"{number}. "
    if number is not None:
        state.numbers[-1] = number + 1
    # The list's first item begins a new paragraph; the items after it, and lists within it, follow on.
    before = element.getprevious()
    writer.tight = len(state.numbers) > 1 or (before is not None and before.tag == "li")
    writer.lead = ("  " * (len(state.numbers) - 1) + sign, "")
    writer.prefixes.append((sign, " " * len(sign)))
    if element.get("id", "") in state.notes.targets:
        _label(state, element)
        writer.prefixes[-1] = ("", "    ")


def _close_item(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.prefixes.pop()
    state.writer.lead, state.writer.tight = ("", ""), False


def _open_pre(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    state.writer.verbatim = True


def _close_pre(state: Pass, element: HtmlElement) -> None:
    writer = state.writer
    text, marked = writer.take()
    writer.verbatim = False
    if not text.strip():
        return
    if writer.in_cell:
        writer.write(text)
    elif "verse" in element.get("class", ""):
        writer.add(text, marked.replace("\n", "  \n"))
    else:
        fence = "```" if "```" not in text else "~~~~"
        writer.kind = "code"
        writer.add(text, f"{fence}\n{marked}\n{fence}")
        writer.kind = PARAGRAPH


def _open_table(state: Pass, element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is None and is_data_table(element):
        state.table = OpenTable(element=element, writer=state.writer)


def _close_table(state: Pass, element: HtmlElement) -> None:
    if state.table is not None and state.table.element is element:
        state.table = None
    state.writer.end_paragraph()


def _open_cell(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is not None:
        state.table.open_cell()


def _close_cell(state: Pass, _element: HtmlElement) -> None:
    if state.table is None:
        state.writer.end_paragraph()
    else:
        state.table.close_cell()


def _close_row(state: Pass, _element: HtmlElement) -> None:
    state.writer.end_paragraph()
    if state.table is not None:
        state.table.close_row()


def _address(url: str) -> str:
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


Handler = Callable[[Pass, HtmlElement], object]

SIGNS: Mapping[str, Handler] = {"br": _break, "hr": _rule, "img": _image}

OPEN: Mapping[str, Handler] = {
    **dict.fromkeys(PLAIN_BLOCKS, _open_block),
    **{f"h{level}": partial(_open_heading, level) for level in range(1, 7)},
    **dict.fromkeys([*MARKS, "a"], _open_mark),
    **dict.fromkeys(CODE, _open_code),
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

CLOSE: Mapping[str, Handler] = {
    **dict.fromkeys(PLAIN_BLOCKS, _close_block),
    **{f"h{level}": _close_heading for level in range(1, 7)},
    **{tag: partial(_close_mark, mark) for tag, mark in MARKS.items()},
    **dict.fromkeys(CODE, _close_code),
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
