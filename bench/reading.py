r"""Score the reader on pages with known answers, beside trafilatura on the same pages in the same run.

    python bench/reading.py DATA… [--json FILE] [--worst N]

DATA are folders with `truth.jsonl` and `html/ID.html.gz`. A truth object has `id kind url` and, where known, `title
authors published body with without`. A page's fields are scored where its truth is known:

    body       word-level F1 (multiset overlap of `\w+`, lower-cased), precision, recall
    title      equal after NFKC, case folding, white space, straight quotes; loose: one holds the other, half as long
    authors    F1 of the sets of names; spurious: pages known to name none that got one
    published  the same day as written; spurious likewise
    article    on pages of another kind: the share refused; on articles: the share kept

All figures are means over pages of kind `article`. A page that the reader refuses scores nothing on every field.
"""

import argparse
import gzip
import json
import re
import statistics
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from extract.errors import ExtractionError
from extract.moment import Basis, read_moment
from extract.page import Page
from extract.read import read_article
from extract.site import Site, parse_site
from sites import load_defaults

# No capture date is known of any page; one after all of them keeps the check on future dates out of the way.
FETCHED_AT = datetime(2026, 11, 1, tzinfo=UTC)
STRAIGHT = dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B), "'") | dict.fromkeys(
    (0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB), '"'
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a reader says of a page; `published` is a day as written, `YYYY-MM-DD`."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    body: str = ""


Reader = Callable[[str, bytes], Answer | None]


def load(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield each page's truth and its bytes."""
    for line in (folder / "truth.jsonl").read_text("utf8").strip().split("\n"):
        truth = json.loads(line)
        yield truth, gzip.decompress((folder / "html" / f"{truth['id']}.html.gz").read_bytes())


def unknown_site(url: str, defaults: str) -> Site:
    """Make the profile of a site of which only the host is known."""
    host = urlsplit(url).netloc.lower() or "unknown.example"
    return parse_site("unknown", f'title = "Unknown"\nhosts = ["{host}"]\ntimezone = "UTC"\n', defaults=defaults)


def ours(defaults: str) -> Reader:
    """Make a Reader of our own."""

    def read(url: str, body: bytes) -> Answer | None:
        page = Page(url=url, fetched_at=FETCHED_AT, content_type="text/html", body=body)
        try:
            article = read_article(page, unknown_site(url, defaults))
        except ExtractionError:
            return None
        return Answer(
            title=article.title or "",
            authors=article.authors,
            published=day_as_written(article.published_text, article.published_at),
            body=article.body_text,
        )

    return read


def day_as_written(text: str | None, at: datetime | None) -> str:
    """Return the day that the page shows: a time near midnight has another day in UTC."""
    if at is None:
        return ""
    moment = read_moment(text or "", Basis(zone=UTC, fetched_at=FETCHED_AT))
    return (moment.day if moment and moment.day else at.date()).isoformat()


def trafilaturas(url: str, body: bytes) -> Answer | None:
    """Read with trafilatura alone, as its documentation shows."""
    found = trafilatura.bare_extraction(body, url=url, with_metadata=True)
    if found is None:
        return None
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Answer(title=found.title or "", authors=authors, published=found.date or "", body=found.text or "")


def words(text: str) -> Counter[str]:
    """Count the words that a body is compared by."""
    return Counter(re.findall(r"\w+", text.lower()))


def plain(text: str) -> str:
    """Fold what two spellings of one headline or name may differ in."""
    folded = unicodedata.normalize("NFKC", text).translate(STRAIGHT).casefold()
    return " ".join(folded.split())


def f1(found: Counter[str], true: Counter[str]) -> tuple[float, float, float]:
    """Return F1, precision and recall of two multisets; two empty ones agree."""
    if not found and not true:
        return 1.0, 1.0, 1.0
    same = (found & true).total()
    precision = same / found.total() if found else 0.0
    recall = same / true.total() if true else 0.0
    return (2 * precision * recall / (precision + recall) if same else 0.0), precision, recall


def names(values: tuple[str, ...] | list[str]) -> Counter[str]:
    """Return the set of names as a Counter; one string of the truth may hold several."""
    split = (part for value in values for part in re.split(r"\s*(?:,|;| and | & )\s*", value))
    return Counter({plain(part): 1 for part in split if part.strip()})


def score(truth: Mapping[str, Any], answer: Answer | None) -> dict[str, float]:
    """Score one answer on the fields whose truth is known."""
    if truth["kind"] != "article":
        return {"refused": float(answer is None)}
    got = answer or Answer()
    scores = {"kept": float(answer is not None)}
    if truth.get("body"):
        scores["body F1"], scores["body P"], scores["body R"] = f1(words(got.body), words(truth["body"]))
    flat = plain(got.body)
    for key in ("with", "without"):
        if truth.get(key):
            scores[key] = statistics.mean(plain(part) in flat for part in truth[key])
    if truth.get("title"):
        true, found = plain(truth["title"]), plain(got.title)
        scores["title ="] = float(true == found)
        shorter, longer = sorted((true, found), key=len)
        scores["title ~"] = float(shorter in longer and len(shorter) * 2 >= len(longer))
    if truth.get("authors"):
        scores["authors F1"] = f1(names(got.authors), names(truth["authors"]))[0]
    elif truth.get("authors") == []:
        scores["authors spurious"] = float(bool(got.authors))
    if truth.get("published"):
        scores["published"] = float(got.published == truth["published"][:10])
    elif "published" in truth:
        scores["published spurious"] = float(bool(got.published))
    return scores


def run(folder: Path, readers: Mapping[str, Reader], worst: int) -> dict[str, Any]:
    """Score all readers on one folder; return means, seconds of CPU a page and the worst pages of the first."""
    sums: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in readers}
    seconds = dict.fromkeys(readers, 0.0)
    ranked: list[tuple[float, str, str]] = []
    for truth, body in load(folder):
        for name, read in readers.items():
            started = time.process_time()
            answer = read(truth["url"] or "https://unknown.example/", body)
            seconds[name] += time.process_time() - started
            scores = score(truth, answer)
            for key, value in scores.items():
                sums[name][key].append(value)
            if name == next(iter(readers)) and "body F1" in scores:
                ranked.append((scores["body F1"], truth["id"], truth["url"]))
    figures = {
        name: {key: round(statistics.mean(values), 4) for key, values in sorted(table.items())}
        | {"CPU s": round(seconds[name], 2)}
        for name, table in sums.items()
    }
    return {"set": folder.name, "figures": figures, "worst": sorted(ranked)[:worst]}


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst bodies to list")
    arguments = parser.parse_args()
    readers: dict[str, Reader] = {"ours": ours(load_defaults()), "trafilatura": trafilaturas}
    results = [run(folder, readers, arguments.worst) for folder in arguments.data]
    for result in results:
        print(f"\n{result['set']}")
        keys = sorted({key for table in result["figures"].values() for key in table})
        for key in keys:
            row = "  ".join(
                f"{name} {table.get(key, float('nan')):8.4f}" for name, table in result["figures"].items()
            )
            print(f"  {key:20} {row}")
        for value, page, url in result["worst"]:
            print(f"    {value:.3f} {page} {url}")
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
