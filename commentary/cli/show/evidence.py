"""What proves a version, and how its values were found, as text (pure)."""

from collections.abc import Iterator

from archive.ask import Check, Proof, ProvedCapture
from archive.evidence import Evidence, FieldEvidence
from archive.warc import Capture, StoredRecord
from commentary.cli.show.article import MAX_CANDIDATES, MAX_VALUE_CHARACTERS
from commentary.cli.show.text import align, printable, second


def evidence_text(evidence: Evidence) -> str:
    """Return where a version was read from, and a table of its fields, with the present rules where they differ."""
    capture = evidence.capture
    present = evidence.present_revision
    same = "the same" if present == evidence.revision else present or "none: there is no such profile"
    where = [
        ("article", evidence.article or "-"),
        ("version", evidence.version),
        ("capture", capture.id),
        *_place(capture),
        ("profile", evidence.site),
        ("read by revision", evidence.revision),
        ("present revision", same),
    ]
    refused = f"\n\nThe present rules take this page for no article: {printable(evidence.refusal)}."
    rows = [row for each in evidence.fields for row in _field(each)]
    return f"{align(where)}{refused if evidence.refusal else ''}\n\n{align(rows)}"


def proof_text(proof: Proof) -> str:
    """Return what proves a version: where its records are, their heads, and the commands that check them."""
    first = proof.captures[0].capture
    seen = second(first.captured_at.isoformat())
    lines = [f"{printable(first.url)} showed version {proof.version} on {seen} UTC."]
    for each in proof.captures:
        lines += ["", f"{each.role[:1].upper()}{each.role[1:]}", align(_proved(each))]
        lines += ["", *_checks(each.checks)] if each.checks else []
        lines += ["", f"Not checked: {printable(each.problem)}"] if each.problem else []
        for name, record in (("Request", each.request), ("Response", each.record)):
            if record is not None and record.http_bytes:
                lines += [
                    "",
                    f"{name} as stored:",
                    *_head(record),
                ]
    if proof.later_pages:
        pages = ", ".join(f"page {number}: {id_}" for id_, _, number in proof.later_pages)
        lines += ["", f"The article has several pages, each of which is a response of its own: {pages}."]
    return "\n".join(lines)


def _place(capture: Capture) -> list[tuple[str, object]]:
    return [
        ("URL", capture.url),
        ("captured", f"{second(capture.captured_at.isoformat())} UTC"),
        ("WARC file", f"warc/{capture.warc}"),
        ("offset", f"byte {capture.offset}"),
        ("length", f"{capture.length} bytes"),
        ("payload digest", capture.payload_digest),
    ]


def _proved(each: ProvedCapture) -> list[tuple[str, object]]:
    capture = each.capture
    compared = {True: "computed anew, equal", False: "computed anew, NOT EQUAL", None: "not computed here"}
    digests: list[tuple[str, object]] = [
        (f"{digest.kind} digest", f"{digest.stated}  ({compared[digest.is_right]})") for digest in each.digests
    ]
    rows = [("capture", capture.id), ("status", capture.status), *_place(capture)]
    rows = (rows[:-1] if digests else rows) + digests
    if capture.run:
        rows.append(("run", capture.run))
    if each.software:
        rows.append(("software", each.software))
    return rows


def _head(record: StoredRecord) -> Iterator[str]:
    yield from (f"  {printable(line)}" for line in record.http_head.split("\n"))


def _checks(checks: tuple[Check, ...]) -> Iterator[str]:
    yield "Check it in a shell, in the folder of the archive:"
    for check in checks:
        yield f"  {check.command}"
        if check.prints:
            yield f"    prints {check.prints}"


def _field(each: FieldEvidence) -> Iterator[tuple[str, str, str]]:
    share = f"({each.confidence:.2f}) " if each.confidence is not None and each.confidence < 1 else ""
    details = "".join(f"; {detail}" for detail in each.details)
    yield each.field, each.rule or "-", f"{share}{_short(each.value) or '-'}{details}"
    if each.differs or each.moved:
        now = f"by the present rules: {_short(each.present_value) or 'nothing'}" if each.differs else "finds it now"
        yield "", each.present_rule or "-", now
    for other in each.others:
        yield "", other.reader, _short(other.text)
    for candidate in each.candidates[:MAX_CANDIDATES]:
        place = f"  [{candidate.place}]" if candidate.place else ""
        yield "", f"  {candidate.reader}", f"{_short(candidate.text)}{place}"


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= MAX_VALUE_CHARACTERS else f"{line[:MAX_VALUE_CHARACTERS]}…"
