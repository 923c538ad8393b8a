"""Returns the report of a run as text, and its changed articles as lines (pure)."""

from collections.abc import Iterator, Mapping

from archive.report import LABELS, ChangedArticle, RunReport
from commentary.cli.show.alarms import alarms_text
from commentary.cli.show.text import align, duration, minute, second, size

# Of a kind: new articles, changed ones, reasons; `--json` has more of them.
MAX_LINES = 20
MAX_RULES = 3
MAX_TITLE = 100
# The fields that most articles of most sites have, in the order in which a page shows them.
SHOWN_FIELDS = (
    "title", "subtitle", "authors", "published_at", "updated_at", "body", "categories", "tags", "description",
    "image_url", "language", "views", "comment_count",
)  # fmt: skip


def report_text(report: RunReport) -> str:
    """Return how a run ended, and its counts, articles, reasons, fields and rules in two columns."""
    lines = [
        ("run", report.run),
        ("started", f"{second(report.started_at)} UTC{_took(report)}"),
        *([("imported", f"{second(report.imported_at)} UTC")] if report.imported_at else ()),
        *_due(report),
        ("articles", _articles(report)),
        *_listed(report, "new", "new"),
        *changed_lines(report, MAX_LINES),
        *_reasons("refused", report.refused),
        *_reasons("failed", report.failed),
        *_reasons("skipped", report.skipped),
        *(("not read", f"{url}: {reason}") for url, reason in report.unread_sources.items()),
        *_fields(report),
        *_rules(report),
        *_received(report),
        *([("next due", f"{minute(report.next_due_at)} UTC")] if report.next_due_at else ()),
    ]
    why = f", because {report.why}" if report.why else ", in an outage of the site" if report.doubtful else ""
    return f"{report.site}: {report.status}{why}\n{align(lines)}{alarms_of_report(report)}"


def alarms_of_report(report: RunReport) -> str:
    """Return lines on what a person should look at, each of which begins with a newline."""
    told = "".join(f"\nALARM: {alarm}" for alarm in report.alarms)
    return f"{told}{alarms_text(report.open_alarms, report.ended_alarms)}"


def changed_lines(report: RunReport, most: int) -> Iterator[tuple[str, str]]:
    """Yield a line for each article that was edited, gone, back or renamed, of each at most so many, and the rest."""
    for event, label in LABELS.items():
        yield from _listed(report, event, label, most)


def _listed(report: RunReport, event: str, label: str, most: int = MAX_LINES) -> Iterator[tuple[str, str]]:
    listed = report.of(event)[:most]
    for number, article in enumerate(listed):
        yield label if not number else "", _title(article)
    if rest := report.counts[event] - len(listed):
        yield ("", f"and {rest} more") if listed else (label, f"{rest} {'article' if rest == 1 else 'articles'}")


def _title(article: ChangedArticle) -> str:
    title = article.title or article.url
    cut = title if len(title) <= MAX_TITLE else f"{title[:MAX_TITLE]}…"
    return f"{article.kind}: {cut}" if article.event == "edit" else cut


def _took(report: RunReport) -> str:
    return "" if report.seconds is None else f", {duration(report.seconds)}"


def _due(report: RunReport) -> Iterator[tuple[str, str]]:
    if report.due is not None:
        found = "" if report.found is None else f", {report.found} found for the first time"
        yield "pages", f"{report.due} due, {report.not_due or 0} known ones not due{found}"


def _articles(report: RunReport) -> str:
    counts = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged, "held": report.held}
    told = [
        f"{number} {name}" for name, number in counts.items() if number is not None and (number or name != "held")
    ]
    told += [f"{report.counts[name]} {name}" for name in ("gone", "back", "renamed") if report.counts[name]]
    return ", ".join(told) or "not counted"


def _reasons(label: str, reasons: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    for number, (reason, count) in enumerate(ordered[:MAX_LINES]):
        yield label if not number else "", f"{count} x {reason}"
    if len(ordered) > MAX_LINES:
        yield "", f"and {len(ordered) - MAX_LINES} other reasons"


def _fields(report: RunReport) -> Iterator[tuple[str, str]]:
    if report.readings:
        shares = (f"{name} {_percent(report.fills.get(name, 0), report.readings)}" for name in SHOWN_FIELDS)
        yield "filled", f"of {report.readings} readings: {', '.join(shares)}"


def _percent(part: int, whole: int) -> str:
    """Return a share; 0 % and 100 % only where it is none and all."""
    percent = round(100 * part / whole)
    return f"{min(max(percent, 1), 99) if 0 < part < whole else percent}%"


def _rules(report: RunReport) -> Iterator[tuple[str, str]]:
    label = "rules"
    for field in SHOWN_FIELDS:
        if found := report.rules.get(field):
            shown = ", ".join(f"{rule} {count}" for rule, count in list(found.items())[:MAX_RULES])
            others = f", and {len(found) - MAX_RULES} other rules" if len(found) > MAX_RULES else ""
            yield label, f"{field}: {shown}{others}"
            label = ""


def _received(report: RunReport) -> Iterator[tuple[str, str]]:
    if report.bytes is not None and report.requests is not None:
        yield "received", f"{size(report.bytes)} by {report.requests} requests"
