"""Words of clock times: halves of the day, what stands before and behind the hour (values only).

By language, words apart by spaces; an underscore stands for a space, a dot for a dot that may be left out. To add a
language: a line in each table that it needs.
"""

from collections.abc import Mapping

# Chinese, Japanese and Korean write these before the hour, Turkish on either side, all others behind it.
MORNING: Mapping[str, str] = {
    "en": "a.m.",
    "ar": "ص",
    "bg": "пр.об.",
    "cs": "dop.",
    "el": "π.μ.",
    "fa": "ق.ظ. قبل‌ازظهر",
    "is": "f.h.",
    "ja": "午前",
    "ko": "오전",
    "lt": "priešpiet",
    "lv": "priekšp. priekšpusdienā",
    "ms": "pg",
    "th": "ก่อนเที่ยง",
    "tr": "öö",
    "uk": "дп",
    "vi": "sa sáng",
    "zh": "上午 凌晨 早上",
}
EVENING: Mapping[str, str] = {
    "en": "p.m.",
    "ar": "م",
    "bg": "сл.об.",
    "cs": "odp.",
    "el": "μ.μ.",
    "fa": "ب.ظ. بعدازظهر",
    "is": "e.h.",
    "ja": "午後",
    "ko": "오후",
    "lt": "popiet",
    "lv": "pēcp. pēcpusdienā",
    "ms": "ptg",
    "th": "หลังเที่ยง",
    "tr": "ös",
    "uk": "пп",
    "vi": "ch chiều tối",
    "zh": "下午 晚上",
}
# Between hour and minutes: `9 Uhr 30`, `9時30分`.
HOUR_MARKS: Mapping[str, str] = {"de": "Uhr", "ja": "時", "ko": "시", "vi": "giờ", "zh": "时 點 点"}
# Behind the minutes: `9時30分`, `9.30 Uhr`.
MINUTE_MARKS: Mapping[str, str] = {"bg": "ч.", "de": "Uhr", "ja": "分", "ko": "분"}
# Before an hour that stands alone: `kl. 9`, `alle ore 9`.
AT_HOUR: Mapping[str, str] = {
    "sv": "kl.",
    "fi": "klo",
    "nb": "klokken",
    "pl": "o_godz.",
    "it": "alle_ore",
    "pt": "à às",
    "es": "a_las",
}
