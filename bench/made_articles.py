"""Makes articles with what was captured of them, as rows of the tables, for `pages.py` (pure).

    number and seed → site, authors, text, looks … → the rows that the writer would leave in each table

Twelve sites, 2,000 authors, 60 categories and 5,000 cited domains, all by Zipf's law; texts of about 500 words out
of 40,000, in a paragraph of their own and several of 20,000; one article in ten was edited, one in fifty is gone, a
third of them print views and are looked at again. What follows from several articles (changes, tallies, full text) is
left to the code of the archive.
"""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from archive.derive.comment_history import Look, comment_spans
from archive.derive.provenance import provenance_of
from archive.schema import (
    SEEN,
    TABLES,
    Row,
    article_id,
    capture_row,
    link_rows,
    listed_rows,
    name_rows,
    reading_row,
    refusal_row,
    to_sql,
    version_row,
)
from archive.warc import Capture
from extract.article import Article, Comment, Hyperlink, Image
from made_names import (
    AUTHORS,
    CATEGORIES,
    CATEGORY_NAMES,
    CONFIDENCES,
    DOMAIN_NAMES,
    DOMAINS,
    FIRST_RUN,
    LANGUAGES,
    LAST_DAY,
    REFUSALS,
    REVISION,
    RULES,
    RUN_EVERY,
    RUNS,
    SITES,
    TAGS,
    Made,
    author,
    paragraphs,
    run_id,
    vocabulary,
    zipf,
    zone_of,
)


class Maker:
    """Makes the rows of articles; `seed` is that of all of them."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.words, self.weights = vocabulary()
        self.weights_of = {count: zipf(count) for count in (AUTHORS, CATEGORIES, TAGS, DOMAINS)}

    def rows(self, made: Made) -> dict[str, list[Row]]:
        """Return the rows of an article in each table that tells of it alone."""
        drawn = random.Random(self.seed * 1_000_000_009 + made.number)
        earliest = max(0, -(-(made.published_at - FIRST_RUN) // RUN_EVERY))
        first = min(RUNS - 1, earliest + (drawn.randrange(40) if earliest == 0 else 0))
        looks = [first]
        prints_views = made.place % 3 == 0
        later = list(range(first + 1, RUNS - 1))
        if prints_views and later:
            looks += sorted(drawn.sample(later, min(len(later), 3)))
        is_edited = drawn.random() < 0.1 and bool(later)
        if is_edited and len(looks) == 1:
            looks.append(drawn.choice(later))
        text = self._text(drawn)
        article = self._article(made, drawn, text)
        captures, readings, versions = [], [], {}
        for place, run in enumerate(looks):
            capture = self._capture(made, run, drawn)
            if is_edited and place == len(looks) - 1:
                article = self._edited(article, drawn)
            if prints_views:
                article = _replaced(article, views=int(drawn.random() ** 3 * 900 * (place + 1)) + place)
            version = version_row(article, capture)
            versions.setdefault(version["id"], version)
            captures.append(capture)
            readings.append(reading_row(article, capture, revision=REVISION, version=version["id"]))
        more = self._afterwards(made, captures, looks[-1], drawn)
        row = self._article_row(made, versions[readings[-1]["version"]], readings, more)
        spans = self._spans(article, captures, more)
        parts = self._parts(row["id"], article)
        shown = [*map(capture_row, captures), *more["captures"]]
        return {
            "captures": shown, "versions": list(versions.values()), "readings": readings, "articles": [row],
            "addresses": [{"url": made.url, "article": row["id"]}], "absences": more["absences"],
            "sources": [self._source(made, captures[0])], "disagreements": self._disagreements(row, article),
            "comment_history": [{"article": row["id"], **span} for span in spans], **parts,
        }  # fmt: skip

    def _text(self, drawn: random.Random) -> str:
        own = " ".join(drawn.choices(self.words, cum_weights=self.weights, k=40)).capitalize()
        return "\n\n".join([f"{own}.", *drawn.choices(paragraphs(), k=drawn.randrange(3, 8))])

    def _article(self, made: Made, drawn: random.Random, text: str) -> Article:
        local = made.published_at.astimezone(zone_of(made.place))
        html = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        title = " ".join(drawn.choices(self.words, cum_weights=self.weights, k=drawn.randrange(5, 11))).capitalize()
        comments = drawn.randrange(1, 6) if drawn.random() < 0.2 else 0
        return Article(
            url=made.url,
            canonical_url=made.url,
            title=title,
            authors=tuple(dict.fromkeys(map(author, self._some(drawn, AUTHORS, drawn.choice((1, 1, 1, 2)))))),
            published_at=made.published_at,
            published_text=local.isoformat(),
            published_precision="second",
            published_zone="stated",
            published_day=local.date().isoformat(),
            published_offset=local.isoformat()[19:],
            categories=tuple(dict.fromkeys(CATEGORY_NAMES[at] for at in self._some(drawn, CATEGORIES, 2))),
            tags=tuple(dict.fromkeys(self.words[1000 + at] for at in self._some(drawn, TAGS, drawn.randrange(4)))),
            language=LANGUAGES[made.place],
            language_detected=LANGUAGES[made.place],
            description=text[:140],
            image_url=f"{made.url}image.jpg",
            body_text=text,
            body_markdown=text,
            body_html=html,
            word_count=text.count(" ") + 1,
            site_name=made.site.title(),
            links=tuple(self._links(made, drawn)),
            images=(Image(url=f"{made.url}image.jpg", alt=title),),
            comment_count=comments or None,
            comments=tuple(self._comments(made, drawn, comments)),
            found_by=RULES[made.place % 3],
            confidence=CONFIDENCES[drawn.choices((0, 1, 2, 3), (40, 40, 17, 3))[0]],
            disagreements={"title": {"json_ld": title.upper(), "meta": title}} if drawn.random() < 0.01 else {},
        )

    def _some(self, drawn: random.Random, count: int, how_many: int) -> list[int]:
        return drawn.choices(range(count), cum_weights=self.weights_of[count], k=how_many)

    def _links(self, made: Made, drawn: random.Random) -> Iterator[Hyperlink]:
        for place, domain in enumerate(self._some(drawn, DOMAINS, drawn.randrange(2, 12)), 1):
            yield Hyperlink(url=f"https://www.{DOMAIN_NAMES[domain]}/{made.number}/{place}", text="see", paragraph=1)
        yield Hyperlink(url=f"https://{made.site}.example/about/", text="about us", paragraph=2)

    def _comments(self, made: Made, drawn: random.Random, count: int) -> Iterator[Comment]:
        for number in range(count):
            at = made.published_at + timedelta(hours=number + 1)
            text = " ".join(drawn.choices(self.words, cum_weights=self.weights, k=30))
            yield Comment(
                id=f"c{made.number}-{number}", author=author(drawn.randrange(900)), published_at=at, text=text
            )

    def _edited(self, article: Article, drawn: random.Random) -> Article:
        if drawn.random() < 0.15:
            return _replaced(article, title=f"{article.title}, again")
        kind, paragraphs = drawn.random(), article.body_text.split("\n\n")
        if kind < 0.5:
            paragraphs.append(f"{self.words[drawn.randrange(900)].title()} was added to this text afterwards.")
        else:
            words = paragraphs[0].split()
            words[3:6] = drawn.choices(self.words, k=3)
            paragraphs[0] = " ".join(words)
        text = "\n\n".join(paragraphs)
        html = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return _replaced(article, body_text=text, body_markdown=text, body_html=html, word_count=text.count(" ") + 1)

    def _capture(self, made: Made, run: int, drawn: random.Random, **values: Any) -> Capture:
        at = FIRST_RUN + run * RUN_EVERY + timedelta(seconds=drawn.randrange(80_000))
        number = f"urn:uuid:{drawn.getrandbits(128):032x}"
        known = {
            "id": number, "run": run_id(made.site, run), "site": made.site, "url": made.url, "captured_at": at,
            "status": 200, "content_type": "text/html; charset=utf-8", "bytes": 30_000 + drawn.randrange(20_000),
            "payload_digest": f"sha1:{drawn.getrandbits(160):040X}"[:37], "etag": f'"{drawn.getrandbits(64):x}"',
            "warc": f"{run_id(made.site, run)}-00000.warc.gz", "offset": drawn.randrange(10**9), "length": 9_000,
        }  # fmt: skip
        return Capture(**known | values)

    def _afterwards(self, made: Made, captures: list[Capture], last: int, drawn: random.Random) -> dict[str, Any]:
        """Return what was captured after the last reading, a 304 or a 404, and pages beside the article."""
        found: dict[str, Any] = {"captures": [], "absences": [], "again": None}
        seen, run = captures[-1], last + 1
        if run < RUNS and drawn.random() < 0.3:
            again = self._capture(made, run, drawn, status=304, revisit_of=seen.id, bytes=0)
            found["captures"].append(capture_row(again))
            found["again"], seen, run = again, again, run + 1
        if run < RUNS and drawn.random() < 0.02:
            lost = self._capture(made, run, drawn, status=404)
            found["captures"].append(capture_row(lost))
            found["absences"].append(
                {
                    "article": article_id(made.url), "gone_at": to_sql(lost.captured_at), "status": 404,
                    "reason": "status 404", "leads_to": None, "capture": lost.id,
                    "last_seen_at": to_sql(seen.captured_at), "last_seen_capture": seen.id,
                    "back_at": None, "back_capture": None,
                }
            )  # fmt: skip
        return found

    def _article_row(self, made: Made, version: Row, readings: list[Row], more: Mapping[str, Any]) -> Row:
        newest = readings[-1]
        gone = more["absences"][-1] if more["absences"] else {}
        values = {
            **version,
            **{name: newest[name] for name in (*SEEN, "site", "capture", "revision", "version")},
            "id": article_id(made.url), "url": made.url, "year": int(newest["published_day"][:4]),
            **provenance_of(newest),
            "versions": len({reading["version"] for reading in readings}),
            "first_captured_at": readings[0]["captured_at"], "last_captured_at": newest["captured_at"],
            "gone_at": gone.get("gone_at"), "gone_status": gone.get("status"), "gone_to": None,
        }  # fmt: skip
        return {name: values[name] for name in TABLES["articles"].columns}

    def _parts(self, number: int, article: Article) -> dict[str, list[Row]]:
        names = {name: name_rows(number, getattr(article, name)) for name in ("authors", "categories", "tags")}
        lists = {
            name: listed_rows(number, json.loads(to_sql(getattr(article, name)))) for name in ("images", "comments")
        }
        return {**names, **lists, "links": link_rows(number, json.loads(to_sql(article.links)))}

    def _spans(self, article: Article, captures: list[Capture], more: Mapping[str, Any]) -> list[Row]:
        if not article.comments:
            return []
        first, last = captures[0], more["again"] or captures[-1]
        look = Look(
            first_at=to_sql(first.captured_at), first_capture=first.id, last_at=to_sql(last.captured_at),
            last_capture=last.id, comments=json.loads(to_sql(article.comments)), printed=article.comment_count,
            is_cut_off=False, revision=REVISION,
        )  # fmt: skip
        return comment_spans([look])

    def _disagreements(self, row: Row, article: Article) -> list[Row]:
        return [
            {
                "article": row["id"], "field": field, "site": row["site"], "archived": row["title"],
                "json_ld": stated.get("json_ld"), "meta": stated.get("meta"), "visible": None, "rest": None,
                "feed": None, "capture": row["capture"],
            }
            for field, stated in article.disagreements.items()
        ]  # fmt: skip

    def _source(self, made: Made, capture: Capture) -> Row:
        at = to_sql(capture.captured_at)
        return {
            "site": made.site, "url": made.url, "source_kind": "sitemap",
            "source_url": f"https://{made.site}.example/sitemap-{made.number % 50}.xml", "modified_at": None,
            "title": None, "authors": "[]", "published_at": None, "first_found_at": at, "last_found_at": at,
        }  # fmt: skip

    def beside(self, number: int) -> dict[str, list[Row]]:
        """Return the rows of a page that is no article: refused, missing, or never asked for."""
        drawn = random.Random(self.seed * 1_000_000_021 + number)
        place = drawn.randrange(len(SITES))
        made = Made(number, place, f"https://{SITES[place]}.example/pages/{number}/", LAST_DAY)
        run = drawn.randrange(RUNS)
        capture = self._capture(made, run, drawn)
        found: dict[str, list[Row]] = {"sources": [self._source(made, capture)]}
        kind = drawn.random()
        if kind < 0.6:
            found["captures"] = [capture_row(capture)]
            found["readings"] = [refusal_row(capture, "not an article", drawn.choice(REFUSALS), REVISION)]
        elif kind < 0.8:
            found["captures"] = [capture_row(self._capture(made, run, drawn, status=404))]
        elif kind < 0.9:
            found["unfetched"] = [{"run": run_id(made.site, RUNS - 1), "url": made.url, "reason": "budget spent"}]
        return found


def _replaced(article: Article, **values: Any) -> Article:
    return Article(**{name: getattr(article, name) for name in Article.__dataclass_fields__} | values)
