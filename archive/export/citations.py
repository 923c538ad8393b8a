"""Writes a citation of an archived article as plain text, BibTeX, RIS or CSL-JSON (pure).

Each names the page's own URL, the moment at which it was archived and the digest of the response, so that a reader
can find the capture in any copy of the archive. Formats: BibTeX with the fields of biblatex' type `online`, RIS as
EndNote and Zotero read it (type ELEC), CSL-JSON 1.0.2 (https://docs.citationstyles.org/).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from archive.ask import Citation
from extract.text import fold_name

# What TeX would obey, and how it is written so that it is shown. BibTeX counts braces also behind a backslash, and an
# entry ends where they are even.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# Such as would end a line of RIS or a field of BibTeX.
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
MAX_KEY_TITLE = 30


def plain(citation: Citation) -> str:
    """Return a citation as one line of text."""
    authors = ", ".join(citation.authors)
    published = f" ({citation.published})" if citation.published else ""
    return _one_line(
        f"{f'{authors}: ' if authors else ''}“{citation.title}”, {citation.container}{published}, {citation.url},"
        f" archived {_moment(citation)}, digest {citation.digest}, version {citation.version}."
    )


def bibtex(citation: Citation) -> str:
    """Return a citation as an entry of BibTeX."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "organization": _tex(citation.container),
        "date": citation.published or "",
        "year": (citation.published or "")[:4],
        "url": _one_line(citation.url).replace("{", "%7B").replace("}", "%7D"),
        "urldate": citation.archived_at.date().isoformat(),
        "langid": _tex(citation.language or ""),
        "note": _tex(_archived(citation)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{_key(citation)},\n{lines}}}"


def ris(citation: Citation) -> str:
    """Return a citation as a record of RIS."""
    return "\r\n".join(f"{tag}  - {_one_line(value)}".rstrip(" ") for tag, value in _ris(citation)) + "\r\n"


def csl_json(citation: Citation) -> str:
    """Return a citation as an array of CSL-JSON with one item."""
    return json.dumps([csl_item(citation)], ensure_ascii=False, indent=2)


def csl_item(citation: Citation) -> Mapping[str, object]:
    """Return a citation as an item of CSL-JSON."""
    accessed = citation.archived_at
    item: dict[str, object] = {
        "id": _key(citation),
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.container,
        "URL": citation.url,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "language": citation.language,
        "note": _archived(citation),
    }
    if citation.published:
        item["issued"] = {"date-parts": [[int(part) for part in citation.published.split("-")]]}
    return {name: value for name, value in item.items() if value}


# The media type and the file name's ending of each style.
FILE_TYPES: Mapping[str, tuple[str, str]] = {
    "plain": ("text/plain; charset=utf-8", "txt"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "ris"),
    "csl-json": ("application/vnd.citationstyles.csl+json", "json"),
}
STYLES: Mapping[str, Callable[[Citation], str]] = {
    "plain": plain,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


def _ris(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    for name in citation.authors:
        # With a comma RIS would take what stands before it for the family name.
        yield "AU", " ".join(name.replace(",", " ").split())
    yield "TI", citation.title
    yield "T2", citation.container
    if citation.published:
        yield "PY", citation.published[:4]
        yield "DA", citation.published.replace("-", "/")
    yield "UR", citation.url
    yield "Y2", citation.archived_at.strftime("%Y/%m/%d")
    if citation.language:
        yield "LA", citation.language
    yield "N1", _archived(citation)
    yield "ER", ""


def _archived(citation: Citation) -> str:
    return f"Archived {_moment(citation)}; payload digest {citation.digest}; version {citation.version}"


def _moment(citation: Citation) -> str:
    return citation.archived_at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _key(citation: Citation) -> str:
    """Return a key of ASCII letters and digits: the first author's last name, the year, words of the title."""
    names = citation.authors[0].split() if citation.authors else []
    year = citation.published or citation.archived_at.date().isoformat()
    parts = (fold_name(names[-1]) if names else "", year[:4], fold_name(citation.title)[:MAX_KEY_TITLE])
    key = re.sub(r"[^a-z0-9]", "", "".join(parts))
    # Titles in other scripts leave the year alone, which many articles have.
    return key if re.search("[a-z]", key) else f"archived{key}{citation.version[:8]}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(text))


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text).strip()
