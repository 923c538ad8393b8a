"""Runs of a made-up site, day by day, as detectors get them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from archive.watch import PUBLISHED, Alarm, Measures, judge

MONDAY = datetime(2024, 1, 1, 4, tzinfo=UTC)
USUAL_FIELDS = {"title": {"css h1": 8}, "authors": {"css .byline": 7, "": 1}}


class Watched:
    """The runs of one site; each `visit` is a run, by default a day after the one before."""

    def __init__(self, began: datetime = MONDAY) -> None:
        self.now = began
        self.runs: list[Measures] = []

    def visit(
        self,
        published: int | Mapping[date, int] = 0,
        *,
        fields: Mapping[str, Mapping[str, int]] = USUAL_FIELDS,
        texts: Mapping[str, str] | None = None,
        events: Iterable[tuple[str, str]] = (),
        hours: float = 24,
        is_doubtful: bool = False,
        is_accepted: bool = False,
        **values: float,
    ) -> "Watched":
        """Add a run that finds new articles, of yesterday unless days are given."""
        self.now += timedelta(hours=hours)
        yesterday = self.now.date() - timedelta(days=1)
        dated = {yesterday: published} if isinstance(published, int) else published
        total = sum(dated.values())
        usual = {"pages": 10, "answered": 10, "read": 8, "unchanged": 2, "articles": 8, "listings": 1, "new": total}
        if total:
            usual |= {"words": 800, "longest": values.get("words", 800) * 2}
        found = usual | {f"{PUBLISHED}{day}": number for day, number in dated.items()} | values
        self.runs.append(
            Measures(
                run=f"run-{len(self.runs):04}",
                site="x",
                started_at=self.now,
                values={name: float(value) for name, value in found.items() if value},
                texts={"robots": "sha1:A", "revision": "r1"} if texts is None else texts,
                fields=fields,
                events=tuple(events),
                is_doubtful=is_doubtful,
                is_accepted=is_accepted,
            )
        )
        return self

    def fail(self, times: int = 1, **values: float) -> "Watched":
        """Add runs that get nothing of the site."""
        for _ in range(times):
            nothing = dict.fromkeys(("pages", "answered", "read", "unchanged", "articles", "listings", "new"), 0)
            self.visit(0, fields={}, texts={}, **nothing | values)
        return self

    def days(self, number: int, rhythm: Mapping[int, int], **values: object) -> "Watched":
        """Add a run a day; of each weekday, Monday is 0, so many articles are found on the next day."""
        for _ in range(number):
            self.visit(rhythm.get(self.now.weekday(), 0), **values)
        return self

    @property
    def alarms(self) -> list[Alarm]:
        """All alarms of these runs."""
        return judge(self.runs)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Kind and subject of each alarm, in order."""
        return [alarm.key for alarm in self.alarms]

    @property
    def open(self) -> list[tuple[str, str]]:
        """Those of the alarms that have not ended."""
        return [alarm.key for alarm in self.alarms if alarm.is_open]
