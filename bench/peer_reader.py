"""A worker process that reads with a peer: `PYTHON peer_reader.py NAME`, in the peer's own environment.

Each peer is used as its documentation shows, with the options that keep it off the network, and gets the page and
its URL. Of this project only answering.py is imported. Data that a peer would download is missing: newspaper4k, and
news-please with it, raise for some languages, such as Korean, without NLTK's data.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from importlib import import_module

from answering import OutputObject, Prepare, decoded, serve

Reader = Callable[[str, bytes], OutputObject | None]
BLOCKS = frozenset(
    {"blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "td"}
)


def trafilatura(**options: bool) -> Reader:
    """Read with trafilatura and its metadata."""
    extract = import_module("trafilatura").bare_extraction

    def read(url: str, body: bytes) -> OutputObject | None:
        found = extract(body, url=url, with_metadata=True, **options)
        if found is None:
            return None
        authors = [name.strip() for name in (found.author or "").split(";")]
        return output_object(title=found.title, authors=authors, published=found.date, body=found.text)

    return read


def newspaper4k() -> Reader:
    """Read with newspaper4k."""
    article = import_module("newspaper").Article

    def read(url: str, body: bytes) -> OutputObject | None:
        found = article(url, fetch_images=False, follow_meta_refresh=False)
        found.download(input_html=decoded(body), ignore_read_more=True)
        found.parse()
        return output_object(title=found.title, authors=found.authors, published=found.publish_date, body=found.text)

    return read


def news_please() -> Reader:
    """Read with news-please."""
    from_html = import_module("newsplease").NewsPlease.from_html

    def read(url: str, body: bytes) -> OutputObject | None:
        found = from_html(decoded(body), url=url, fetch_images=False)
        return output_object(
            title=found.title, authors=found.authors, published=found.date_publish, body=found.maintext
        )

    return read


def readability() -> Reader:
    """Read with readability-lxml, which returns neither authors nor dates."""
    document = import_module("readability").Document
    fromstring = import_module("lxml.html").fromstring

    def read(url: str, body: bytes) -> OutputObject | None:
        found = document(body, url=url)
        summary = fromstring(found.summary(html_partial=True))
        for element in summary.iter(*BLOCKS):
            element.tail = "\n" + (element.tail or "")
        return output_object(title=found.short_title(), body=summary.text_content())

    return read


def goose3() -> Reader:
    """Read with goose3."""
    goose = import_module("goose3").Goose({"enable_image_fetching": False, "strict": False})

    def read(_url: str, body: bytes) -> OutputObject | None:
        found = goose.extract(raw_html=decoded(body))
        written = re.match(r"\d{4}-\d\d-\d\d", str(found.publish_date or ""))
        published = written.group() if written else found.publish_datetime_utc
        authors = names_in(found.authors)
        return output_object(title=found.title, authors=authors, published=published, body=found.cleaned_text)

    return read


READERS: Mapping[str, Callable[[], Reader]] = {
    "trafilatura": trafilatura,
    "trafilatura, favor_precision": lambda: trafilatura(favor_precision=True),
    "newspaper4k": newspaper4k,
    "news-please": news_please,
    "readability-lxml": readability,
    "goose3": goose3,
}


def output_object(
    *,
    title: str | None = None,
    authors: Iterable[str] | None = (),
    published: datetime | str | None = None,
    body: str | None = None,
) -> OutputObject:
    """Return an output object; of a date the day as the peer writes it is kept."""
    return {
        "title": title or "",
        "authors": [name for name in authors or () if name],
        "published": str(published or "")[:10],
        "body": body or "",
    }


def names_in(names: object) -> Iterator[str]:
    """Yield the names in the authors that goose3 returns, among which are unchanged JSON-LD persons."""
    if isinstance(names, str):
        yield names
    elif isinstance(names, dict):
        yield from names_in(names.get("name"))
    elif isinstance(names, list):
        for part in names:
            yield from names_in(part)


def prepare_guarded(read: Reader) -> Prepare:
    """Return a worker's prepare function that turns exceptions and empty texts into `refused`."""

    def answer(url: str, body: bytes) -> OutputObject:
        try:
            found = read(url, body)
        except Exception as error:  # noqa: BLE001 - a peer may raise any exception, and the run goes on with the next page
            return {"refused": type(error).__name__}
        # A page without a text counts as refused; its title and other fields are kept.
        return {**(found or {}), **({} if found and found["body"].strip() else {"refused": "no text"})}

    return lambda page, body: partial(answer, page["url"], body)


if __name__ == "__main__":
    serve(prepare_guarded(READERS[sys.argv[1]]()))
