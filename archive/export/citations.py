"""Writes a citation of an archived article as plain text, BibTeX, RIS or CSL-JSON (pure).

Each names the page's own URL, the moment at which it was archived and the digest of the response, so that a reader
can find the capture in any copy of the archive. Formats: BibTeX with the fields of biblatex' type `online`, RIS as
EndNote and Zotero read it, CSL-JSON 1.0.2 (https://docs.citationstyles.org/).

The type is that of a web page (`online`, `ELEC`, `webpage`): whether a site is a blog or a newspaper no page states
in a way that can be relied on. A name is written whole: which part of it is the family name cannot be told of
organisations, nor of persons from places where that comes first.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import rispy

from archive.ask import Citation

# What TeX would obey, and how it is written so that it is shown. BibTeX counts braces also behind a backslash, and an
# entry ends where they are even.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# Such as would end a line of RIS or a field of BibTeX.
_LINE_ENDS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
# What biblatex calls a language in `langid`; it warns of any other word there.
_LANGUAGES = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "ja": "japanese", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "nb": "norsk", "nl": "dutch",
    "no": "norsk", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak",
    "sl": "slovene", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "ur": "urdu",
    "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
ARCHIVE = "Commentary Archive"


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy publishes no types
    """Writes records without the numbers that rispy puts before each of them, and ends lines as RIS does."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Return nothing: `1.` before a record belongs to lists of Web of Science."""
        del count
        return ""


_RIS = _RisWriter()


def plain(citation: Citation) -> str:
    """Return a citation as one line of text."""
    authors = ", ".join(citation.authors)
    published = f" ({citation.published})" if citation.published else ""
    return _one_line(
        f"{f'{authors}: ' if authors else ''}“{citation.title}”, {citation.container}{published}, {citation.url},"
        f" archived {_moment(citation)}, digest {citation.digest}, version {citation.version}."
    )


def bibtex(citation: Citation) -> str:
    """Return a citation as an entry of BibTeX; its key is the article's, which has ASCII letters and digits only."""
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "organization": _tex(citation.container),
        "date": citation.published or "",
        "year": (citation.published or "")[:4],
        "url": _one_line(citation.url).replace("{", "%7B").replace("}", "%7D"),
        "urldate": citation.archived_at.date().isoformat(),
        "langid": _LANGUAGES.get(re.split("[-_]", (citation.language or "").lower())[0], ""),
        "keywords": ", ".join(_tex(_without_commas(word)) for word in citation.keywords),
        "abstract": _tex(citation.summary or ""),
        "note": _tex(_archived(citation)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{citation.key},\n{lines}}}"


def ris(citation: Citation) -> str:
    """Return a citation as a record of RIS."""
    published = citation.published or ""
    record: dict[str, str | Sequence[str]] = {
        "type_of_reference": "ELEC",
        "id": citation.key,
        # With a comma RIS would take what stands before it for the family name.
        "authors": [_without_commas(name) for name in citation.authors],
        "title": citation.title,
        "secondary_title": citation.container,
        "year": published[:4],
        "date": published.replace("-", "/"),
        "access_date": citation.archived_at.strftime("%Y/%m/%d"),
        "urls": [citation.url],
        "language": citation.language or "",
        "abstract": citation.summary or "",
        "keywords": citation.keywords,
        "name_of_database": ARCHIVE,
        "notes": [_archived(citation)],
    }
    lines = {name: value for name, given in record.items() if (value := _lines(given))}
    return str(_RIS.formats([lines]))


def csl_json(citation: Citation) -> str:
    """Return a citation as an array of CSL-JSON with one item."""
    return json.dumps([csl_item(citation)], ensure_ascii=False, indent=2)


def csl_item(citation: Citation) -> Mapping[str, object]:
    """Return a citation as an item of CSL-JSON."""
    accessed = citation.archived_at
    item: dict[str, object] = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.container,
        "URL": citation.url,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "archive": ARCHIVE,
        "archive_location": f"{citation.capture} {citation.digest}",
        "language": citation.language,
        "abstract": citation.summary,
        "keyword": ", ".join(citation.keywords),
        "note": _archived(citation),
    }
    if citation.published:
        item["issued"] = {"date-parts": [[int(part) for part in citation.published.split("-")]]}
    return {name: value for name, value in item.items() if value}


def coins(citation: Citation) -> str:
    """Return a citation as the title of a COinS span (an OpenURL context object, Z39.88-2004, in Dublin Core).

    From such a span Zotero and other tools take an article where a page shows it.
    """
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "webpage"),
        ("rft.title", citation.title),
        ("rft.source", citation.container),
        *(("rft.creator", name) for name in citation.authors),
        *((("rft.date", citation.published),) if citation.published else ()),
        *((("rft.language", citation.language),) if citation.language else ()),
        *((("rft.description", citation.summary),) if citation.summary else ()),
        ("rft.identifier", citation.url),
    ]
    return urlencode([(name, _one_line(value)) for name, value in pairs])


# The media type and the file name's ending of each style, as reference managers take them.
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


def _lines(value: str | Sequence[str]) -> str | list[str]:
    """Return a value of RIS, or each of its values, without what would end its line."""
    if isinstance(value, str):
        return _one_line(value)
    return [line for item in value if (line := _one_line(item))]


def _archived(citation: Citation) -> str:
    return f"Archived {_moment(citation)}; payload digest {citation.digest}; version {citation.version}"


def _moment(citation: Citation) -> str:
    return citation.archived_at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(text))


def _without_commas(text: str) -> str:
    return " ".join(text.replace(",", " ").split())


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text).strip()
