"""Times that count back from the capture: `2 hours ago`, `vor 2 Stunden`, `قبل ساعتين`, `yesterday` (pure).

Only what is close is read: with "3 months ago" nobody can say which day.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from extract.words.months import folded

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86400, 604800

# Beginnings of words, in any of the languages; the longest that fits counts.
UNITS: Mapping[int, str] = {
    1: "second sec segundo seconde sekunde secondo sekund секунд saniye ثانية ثوان ثانیه שני सेकंड detik giây 秒 초 วินาที "
    "δευτερόλεπτ sekunt",
    MINUTE: "minute minuto minut min minuut minuten минут мин хвилин dakika dk دقيقة دقائق دقیقه דקות דקה मिनट menit phút 分钟 分鐘 分 분 "
    "นาที λεπτ minuutti minuuttia perc",
    HOUR: "hour hr hora heure stunde std ora ore uur godzin godz час годин saat sa ساعة ساعات ساعت שעות שעה घंटे घंटा घण्टे jam giờ tiếng "
    "小时 小時 時間 시간 ชั่วโมง ชม ώρ timm time tunti tuntia hodin óra órá",
    DAY: "day día dia jour tag giorn dag dni dzień день дня дней днів дні gün يوم أيام ايام روز ימים יום दिन hari ngày 天 日 일 วัน ημέρ μέρ "
    "päivä dny dnem dnů zile zi nap",
    WEEK: "week semana semaine woche settiman weken tydzień tygodni недел тижн hafta أسبوع أسابيع هفته שבוע שבועות हफ़्ते हफ्ते सप्ताह minggu tuần "
    "周 週間 週 주 สัปดาห์ εβδομάδ veck uke uge viikko viikkoa týdn týden săptămân hét",
}
# Arabic and Hebrew have words for two of a thing.
PAIRS: Mapping[str, int] = {
    "دقيقتين": 2 * MINUTE, "ساعتين": 2 * HOUR, "يومين": 2 * DAY, "أسبوعين": 2 * WEEK,
    "שעתיים": 2 * HOUR, "יומיים": 2 * DAY, "שבועיים": 2 * WEEK,
}  # fmt: skip
# Words for one of a thing.
ONE = "an?|one|un[ae]?|eine[mnr]?|um|uma|einer|een|en|ett|et|jeden|jedn[ąu]|bir|μία|egy"
AGO = (
    r"\bago\b|\bhace\b|\bhá\b|\batrás\b|\bil y a\b|\bvor\b|\bfa\b|\bgeleden\b|\btemu\b|\bназад\b|\bтому\b|\bönce\b|\bقبل\b|\bمنذ\b|\bپیش\b"
    r"|\bלפני\b|पहले|\blalu\b|\btrước\b|前|전|ที่แล้ว|ที่ผ่านมา|\bπριν\b|\bsedan\b|\bsiden\b|\bsitten\b|\bpřed\b|\bacum\b|\bezelőtt\b"
)
YESTERDAY = (
    "yesterday ayer ontem hier gestern ieri gisteren wczoraj вчера вчора dün أمس امس دیروز אתמול कल_ kemarin 昨天 昨日 어제 เมื่อวาน χθες igår "
    "i_går eilen včera tegnap"
)
TODAY = "today hoy hoje aujourd'hui heute oggi vandaag dzisiaj dziś сегодня сьогодні bugün اليوم امروز היום आज 今天 今日 오늘 วันนี้ σήμερα idag i_dag tänään dnes azi ma"

# A pattern that ignores case takes `DAKİKA` and `σήµερα` too, whose small letters are not those of the words above.
_SPANS = {folded(word): span for span, words in UNITS.items() for word in words.split()}
# Capitals bear no accents in Greek: `2 ΩΡΕΣ`.
_SPELLINGS = {word for words in UNITS.values() for word in words.split()} | set(_SPANS)
_UNIT = "|".join(map(re.escape, sorted(_SPELLINGS, key=lambda word: (-len(word), word))))
_AGO = re.compile(AGO, re.IGNORECASE)
_COUNTED = re.compile(rf"(?:(?<!\d)(\d{{1,3}})|\b(?:{ONE}))[\s+]{{0,2}}({_UNIT})", re.IGNORECASE)
_PAIR = re.compile("|".join(PAIRS))
DAYS = {
    word.replace("_", " ").strip(): back for back, words in enumerate((TODAY, YESTERDAY)) for word in words.split()
}
_BACK = {folded(word): back for word, back in DAYS.items()}
# `Sie sind hier` is no yesterday: the word begins the text or what stands behind a label, and a time stands behind it.
_DAY = re.compile(
    rf"(?:^|[:|]\s)(?P<day>{'|'.join(map(re.escape, sorted({*DAYS, *_BACK}, key=lambda word: (-len(word), word))))})(?!\w)(?=\D{{0,12}}\d{{1,2}}\s?[:.h時时点點시])",
    re.IGNORECASE,
)
# What counts back further names no day.
FURTHEST = timedelta(days=31)
LONGEST = 60


def counted_back(text: str) -> tuple[timedelta, int] | None:
    """Return how long ago a short text says that something was, and the unit in seconds that it counts in."""
    if len(text) > LONGEST or not _AGO.search(text):
        return None
    if pair := _PAIR.search(text):
        seconds = PAIRS[pair.group()]
        return timedelta(seconds=seconds), seconds // 2
    match = _COUNTED.search(text)
    if match is None:
        return None
    unit = _SPANS[folded(match.group(2))]
    span = timedelta(seconds=int(match.group(1) or 1) * unit)
    return (span, unit) if span <= FURTHEST else None


def named_day(text: str) -> tuple[int, int] | None:
    """Return how many days back the day lies that a short text names (`yesterday`), and where that word ends."""
    if len(text) > LONGEST:
        return None
    # Alone, `today` is a heading, and `hier` is where the reader is.
    bare = text.strip().lower()
    if DAYS.get(bare) == 1 and bare != "hier":
        return 1, len(text)
    match = _DAY.search(text)
    return (_BACK[folded(match["day"])], match.end("day")) if match else None
