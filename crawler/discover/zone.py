"""Finds the time zone of a site from what it states and from the offsets of its times (pure).

An interface names the zone itself; else a zone is looked for that has each stated offset at the time that it stands
beside: in the country of the host's name or of the language's tag, then among ZONES.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from crawler.discover.found import NOTHING, Fact

__all__ = ["find_zone", "is_zone"]

# Common zones with the language that is mostly spoken there; of several that fit, the first with the site's language.
ZONES: Sequence[tuple[str, str]] = (
    ("Europe/London", "en"), ("Europe/Berlin", "de"), ("Europe/Paris", "fr"), ("Europe/Madrid", "es"),
    ("Europe/Rome", "it"), ("Europe/Warsaw", "pl"), ("Europe/Amsterdam", "nl"), ("Europe/Stockholm", "sv"),
    ("Europe/Oslo", "nb"), ("Europe/Copenhagen", "da"), ("Europe/Prague", "cs"), ("Europe/Budapest", "hu"),
    ("Europe/Athens", "el"), ("Europe/Helsinki", "fi"), ("Europe/Bucharest", "ro"), ("Europe/Kyiv", "uk"),
    ("Europe/Sofia", "bg"), ("Europe/Lisbon", "pt"), ("Europe/Istanbul", "tr"), ("Europe/Moscow", "ru"),
    ("America/New_York", "en"), ("America/Chicago", "en"), ("America/Denver", "en"), ("America/Los_Angeles", "en"),
    ("America/Sao_Paulo", "pt"), ("America/Argentina/Buenos_Aires", "es"), ("America/Bogota", "es"),
    ("America/Mexico_City", "es"), ("America/Santiago", "es"), ("America/Caracas", "es"), ("America/Halifax", "en"),
    ("Africa/Cairo", "ar"), ("Africa/Johannesburg", "en"), ("Africa/Lagos", "en"), ("Africa/Nairobi", "en"),
    ("Africa/Casablanca", "ar"), ("Asia/Jerusalem", "he"), ("Asia/Riyadh", "ar"), ("Asia/Tehran", "fa"),
    ("Asia/Dubai", "ar"), ("Asia/Karachi", "ur"), ("Asia/Kolkata", "en"), ("Asia/Dhaka", "bn"),
    ("Asia/Jakarta", "id"), ("Asia/Bangkok", "th"), ("Asia/Ho_Chi_Minh", "vi"), ("Asia/Shanghai", "zh"),
    ("Asia/Taipei", "zh"), ("Asia/Manila", "en"), ("Asia/Singapore", "en"), ("Asia/Tokyo", "ja"),
    ("Asia/Seoul", "ko"), ("Australia/Sydney", "en"), ("Australia/Brisbane", "en"), ("Australia/Perth", "en"),
    ("Pacific/Auckland", "en"),
)  # fmt: skip
# Top-level domains that are no country's code in the list of zones.
COUNTRIES: Mapping[str, str] = {"uk": "GB"}
# Domains of countries that are sold to the whole world.
EVERYBODY = frozenset({"ai", "cc", "co", "fm", "io", "me", "tv", "ws", "gg", "ly", "to", "sh", "la", "is"})


def find_zone(
    stated: Iterable[Fact], observed: Mapping[str, Sequence[datetime]], *, language: str, host: str
) -> Fact:
    """Return the IANA zone of a site, and why.

    `stated` are names of zones in the order of trust. `observed` are times with an offset, by where they stand. Times
    that are all in UTC tell nothing where others have an offset, because many programs write all times in UTC.
    """
    for fact in stated:
        if is_zone(fact.value):
            return fact
    local = {where: times for where, times in observed.items() if any(map(datetime.utcoffset, times))}
    for where, times in local.items():
        fits = next((name for name in _candidates(language, host) if _has_offsets(name, times)), None)
        if fits is not None:
            return Fact(value=fits, why=f"has the offsets of {len(times)} times in {where}")
        if fixed := _fixed(times):
            return Fact(value=fixed, why=f"the offset of {len(times)} times in {where}")
    if observed:
        where, times = next(iter(observed.items()))
        return Fact(value="UTC", why=f"{len(times)} times in {where} are in UTC, which need not be the site's zone")
    return NOTHING


def is_zone(name: str) -> bool:
    """Tell whether a name is that of an IANA zone, and no offset such as `+03:00`, as WordPress may state."""
    try:
        return bool(name) and ZoneInfo(name).key == name
    except (OSError, ValueError, LookupError):
        return False


def _candidates(language: str, host: str) -> Iterator[str]:
    domain = host.rpartition(":")[0].rpartition(".")[2] if ":" in host else host.rpartition(".")[2]
    if len(domain) == 2 and domain not in EVERYBODY:
        yield from _zones_of(COUNTRIES.get(domain, domain.upper()))
    tag, _, region = language.partition("-")
    if len(region) == 2:
        yield from _zones_of(region.upper())
    yield from (name for name, spoken in ZONES if spoken == tag.lower())
    yield from (name for name, _ in ZONES)


@lru_cache(maxsize=1)
def _zones_by_country() -> Mapping[str, tuple[str, ...]]:
    """Return the zones of each country, in the order of the list of the time zone database."""
    found: dict[str, list[str]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            found.setdefault(country, []).append(name)
    return {country: tuple(names) for country, names in found.items()}


def _zones_of(country: str) -> tuple[str, ...]:
    return _zones_by_country().get(country, ())


def _has_offsets(name: str, times: Sequence[datetime]) -> bool:
    zone = ZoneInfo(name)
    return all(time.astimezone(zone).utcoffset() == time.utcoffset() for time in times)


def _fixed(times: Sequence[datetime]) -> str:
    """Return the zone of one offset of whole hours, "" where the times have several; its sign is turned (POSIX)."""
    offsets = {time.utcoffset() or timedelta(0) for time in times}
    hours, rest = divmod(next(iter(offsets)), timedelta(hours=1))
    if len(offsets) != 1 or rest or not -12 <= hours <= 14:
        return ""
    return "UTC" if not hours else f"Etc/GMT{-hours:+d}"


def with_offset(local: datetime, utc: datetime) -> datetime:
    """Return a time without a zone with the offset by which it differs from the same time in UTC."""
    return local.replace(tzinfo=timezone(local - utc))
