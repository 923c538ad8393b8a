"""Words of times that count back from now: `2 hours ago`, `vor 2 Stunden`, `yesterday` (values only).

RELATIVE_TIME has a row for each language (ISO 639 code). Words stand apart by spaces; within one, an underscore stands for
a space.

    ago                              the words that say that the time is past
    second minute hour day week      beginnings of the unit's word; with a dot at its end, a whole word or abbreviation
    one                              words for one of a unit: `an hour ago`
    today yesterday                  names of days

COUNTED_FORMS has the phrases that hold number and unit in one, as (number, unit). To add a language: its row.
"""

from collections.abc import Mapping

RELATIVE_TIME: Mapping[str, Mapping[str, str]] = {
    "en": {
        "ago": "ago", "one": "a an one", "second": "second sec", "minute": "minute min", "hour": "hour hr h.",
        "day": "day d.", "week": "week wk. wks.", "today": "today", "yesterday": "yesterday",
    },
    "es": {
        "ago": "hace atrás", "one": "un una", "second": "segundo seg. s.", "minute": "minuto min", "hour": "hora h. hs.",
        "day": "día dia d.", "week": "semana sem.", "today": "hoy", "yesterday": "ayer",
    },
    "pt": {
        "ago": "há atrás", "one": "um uma", "second": "segundo seg. s.", "minute": "minuto min", "hour": "hora h.",
        "day": "dia d.", "week": "semana sem.", "today": "hoje", "yesterday": "ontem",
    },
    "fr": {
        "ago": "il_y_a", "one": "un une", "second": "seconde sec s.", "minute": "minute min mn.", "hour": "heure h.",
        "day": "jour j.", "week": "semaine sem.", "today": "aujourd'hui", "yesterday": "hier",
    },
    "de": {
        "ago": "vor", "one": "eine einem einen einer ein", "second": "sekund sek. sec s.", "minute": "minute min",
        "hour": "stunde std h.", "day": "tag", "week": "woche wo.", "today": "heute", "yesterday": "gestern",
    },
    "it": {
        "ago": "fa", "one": "un una uno", "second": "secondo secondi sec s.", "minute": "minut min", "hour": "ora ore h.",
        "day": "giorn g. gg.", "week": "settiman sett.", "today": "oggi", "yesterday": "ieri",
    },
    "nl": {
        "ago": "geleden", "one": "een één", "second": "second sec", "minute": "minuut minuten min",
        "hour": "uur uren", "day": "dag dgn.", "week": "week weken", "today": "vandaag", "yesterday": "gisteren",
    },
    "pl": {
        "ago": "temu", "one": "jeden jedną jedna", "second": "sekund sek. s.", "minute": "minut min",
        "hour": "godzin godz g.", "day": "dzień dzien dni", "week": "tydzień tygodni tydz. tyg.",
        "today": "dzisiaj dziś", "yesterday": "wczoraj",
    },
    "ru": {
        "ago": "назад", "one": "один одну", "second": "секунд сек. с.", "minute": "минут мин", "hour": "час ч.",
        "day": "день дня дней дн.", "week": "недел нед.", "today": "сегодня", "yesterday": "вчера",
    },
    "uk": {
        "ago": "тому", "one": "один одну", "second": "секунд сек. с.", "minute": "хвилин хв.", "hour": "годин год.",
        "day": "день дні днів дня дн.", "week": "тижн тиждень тиж.", "today": "сьогодні", "yesterday": "вчора",
    },
    "bg": {
        "ago": "преди", "one": "един една", "second": "секунд сек.", "minute": "минут мин", "hour": "час ч.",
        "day": "ден дни дена", "week": "седмиц седм.", "today": "днес", "yesterday": "вчера",
    },
    "sr": {
        "ago": "пре pre", "one": "један једну jedan jednu", "second": "секунд сек. sekund sek.",
        "minute": "минут мин minut min", "hour": "сат ч. sat h.", "day": "дан д. dan", "week": "недељ нед. nedelj ned.",
        "today": "данас danas", "yesterday": "јуче juče",
    },
    "hr": {
        "ago": "prije", "one": "jedan jednu", "second": "sekund sek. s.", "minute": "minut min", "hour": "sat h.",
        "day": "dan", "week": "tjed tj.", "today": "danas", "yesterday": "jučer",
    },
    "sl": {
        "ago": "pred", "one": "eno enim", "second": "sekund sek. s.", "minute": "minut min", "hour": "uro ur h.",
        "day": "dnev dnem", "week": "tedn ted.", "today": "danes", "yesterday": "včeraj",
    },
    "cs": {
        "ago": "před", "one": "jednou jedním", "second": "sekund s.", "minute": "minut min", "hour": "hodin h.",
        "day": "dny dnem dnů", "week": "týdn týden týd.", "today": "dnes", "yesterday": "včera",
    },
    "sk": {
        "ago": "pred", "one": "jednou jedným", "second": "sekund s.", "minute": "minút min", "hour": "hodin h.",
        "day": "dňami dňom d.", "week": "týždň týž.", "today": "dnes", "yesterday": "včera",
    },
    "tr": {
        "ago": "önce", "one": "bir", "second": "saniye sn.", "minute": "dakika dk", "hour": "saat sa", "day": "gün",
        "week": "hafta hf.", "today": "bugün", "yesterday": "dün",
    },
    "el": {
        "ago": "πριν", "one": "μία μια έναν ένα", "second": "δευτερόλεπτ δευτ.", "minute": "λεπτ λεπ.", "hour": "ώρ ώ.",
        "day": "ημέρ μέρ ημ.", "week": "εβδομάδ εβδ.", "today": "σήμερα", "yesterday": "χθες χτες",
    },
    "sv": {
        "ago": "sedan sen", "one": "en ett", "second": "sekund sek. s.", "minute": "minut min", "hour": "timm tim.",
        "day": "dag dygn d.", "week": "veck v.", "today": "idag i_dag", "yesterday": "igår i_går",
    },
    "da": {
        "ago": "siden", "one": "en et", "second": "sekund sek.", "minute": "minut min", "hour": "time t.",
        "day": "dag døgn d.", "week": "uge", "today": "i_dag idag", "yesterday": "i_går igår",
    },
    "nb": {
        "ago": "siden", "one": "en ett et", "second": "sekund sek.", "minute": "minutt min", "hour": "time t.",
        "day": "dag døgn d.", "week": "uke u.", "today": "i_dag idag", "yesterday": "i_går igår",
    },
    "fi": {
        "ago": "sitten", "one": "yksi", "second": "sekunt s.", "minute": "minuutti minuuttia min", "hour": "tunti tuntia t.",
        "day": "päiv pv.", "week": "viikko viikkoa vk.", "today": "tänään", "yesterday": "eilen",
    },
    "et": {
        "ago": "eest tagasi", "one": "üks ühe", "second": "sekund sek.", "minute": "minut min", "hour": "tund tunni t.",
        "day": "päev p.", "week": "nädal näd.", "today": "täna", "yesterday": "eile",
    },
    "lv": {
        "ago": "pirms", "one": "viena vienas", "second": "sekund sek.", "minute": "minūt min", "hour": "stund st.",
        "day": "dien d.", "week": "nedēļ ned.", "today": "šodien", "yesterday": "vakar",
    },
    "lt": {
        "ago": "prieš", "one": "vieną", "second": "sekund sek.", "minute": "minut minuč min", "hour": "valand val.",
        "day": "dien d.", "week": "savait sav.", "today": "šiandien", "yesterday": "vakar",
    },
    "is": {
        "ago": "fyrir", "one": "einni einum einn", "second": "sekúnd sek.", "minute": "mínút mín.",
        "hour": "klukkustund klukkutím klst. tím", "day": "deg dög dag", "week": "vik", "today": "í_dag",
        "yesterday": "í_gær",
    },
    "ro": {
        "ago": "acum", "one": "un o", "second": "secund sec.", "minute": "minut min", "hour": "ore oră h.",
        "day": "zile zi", "week": "săptăm săpt.", "today": "azi astăzi", "yesterday": "ieri",
    },
    "hu": {
        "ago": "ezelőtt napja órája perce hete", "one": "egy", "second": "másodperc mp.", "minute": "perc", "hour": "óra órá",
        "day": "nap", "week": "hét hete", "today": "ma", "yesterday": "tegnap",
    },
    "ca": {
        "ago": "fa", "one": "un una", "second": "segon s.", "minute": "minut min", "hour": "hora hores h.",
        "day": "dia dies d.", "week": "setman setm.", "today": "avui", "yesterday": "ahir",
    },
    "id": {
        "ago": "lalu", "one": "satu", "second": "detik dtk.", "minute": "menit mnt.", "hour": "jam", "day": "hari h.",
        "week": "minggu mgg.", "today": "hari_ini", "yesterday": "kemarin",
    },
    "ms": {
        "ago": "lalu", "one": "satu", "second": "saat", "minute": "minit min", "hour": "jam", "day": "hari",
        "week": "minggu mgu.", "today": "hari_ini", "yesterday": "semalam",
    },
    "vi": {
        "ago": "trước", "one": "một", "second": "giây", "minute": "phút", "hour": "giờ tiếng", "day": "ngày",
        "week": "tuần", "today": "hôm_nay", "yesterday": "hôm_qua",
    },
    "ar": {
        "ago": "قبل منذ", "one": "", "second": "ثانية ثوان", "minute": "دقيقة دقائق", "hour": "ساعة ساعات ساعت",
        "day": "يوم أيام ايام", "week": "أسبوع أسابيع", "today": "اليوم", "yesterday": "أمس امس",
    },
    "fa": {
        "ago": "پیش قبل", "one": "یک", "second": "ثانیه", "minute": "دقیقه", "hour": "ساعت", "day": "روز", "week": "هفته",
        "today": "امروز", "yesterday": "دیروز",
    },
    "ur": {
        "ago": "پہلے قبل", "one": "ایک", "second": "سیکنڈ", "minute": "منٹ", "hour": "گھنٹ", "day": "دن", "week": "ہفت",
        "today": "آج", "yesterday": "",
    },
    "he": {
        "ago": "לפני", "one": "", "second": "שניות שנייה שני שנ.", "minute": "דקות דקה דק.", "hour": "שעות שעה שע.",
        "day": "ימים יום", "week": "שבועות שבוע שב.", "today": "היום", "yesterday": "אתמול",
    },
    "hi": {
        "ago": "पहले", "one": "एक", "second": "सेकंड से.", "minute": "मिनट मि.", "hour": "घंटे घंटा घण्टे घं.",
        "day": "दिन", "week": "हफ़्ते हफ्ते सप्ताह", "today": "आज", "yesterday": "",
    },
    "bn": {
        "ago": "আগে পূর্বে", "one": "এক", "second": "সেকেন্ড", "minute": "মিনিট", "hour": "ঘন্টা ঘণ্টা", "day": "দিন",
        "week": "সপ্তাহ", "today": "আজ", "yesterday": "গতকাল",
    },
    "th": {
        "ago": "ที่แล้ว ที่ผ่านมา", "one": "หนึ่ง", "second": "วินาที", "minute": "นาที", "hour": "ชั่วโมง ชม", "day": "วัน",
        "week": "สัปดาห์", "today": "วันนี้", "yesterday": "เมื่อวาน",
    },
    "zh": {
        "ago": "前", "one": "一", "second": "秒", "minute": "分钟 分鐘 分", "hour": "小时 小時 个小时 個小時", "day": "天 日",
        "week": "周 週", "today": "今天", "yesterday": "昨天",
    },
    "ja": {
        "ago": "前", "one": "一", "second": "秒", "minute": "分", "hour": "時間", "day": "日", "week": "週間 週",
        "today": "今日", "yesterday": "昨日",
    },
    "ko": {
        "ago": "전", "one": "한", "second": "초", "minute": "분", "hour": "시간", "day": "일", "week": "주",
        "today": "오늘", "yesterday": "어제",
    },
}  # fmt: skip

COUNTED_FORMS: Mapping[str, Mapping[str, tuple[int, str]]] = {
    "ar": {
        "ثانيتين": (2, "second"), "دقيقتين": (2, "minute"), "ساعتين": (2, "hour"), "يومين": (2, "day"),
        "أسبوعين": (2, "week"), "ثانية واحدة": (1, "second"), "دقيقة واحدة": (1, "minute"), "ساعة واحدة": (1, "hour"),
        "يوم واحد": (1, "day"), "أسبوع واحد": (1, "week"),
    },
    "he": {
        "שתי שניות": (2, "second"), "שתי שנ׳": (2, "second"), "שתי דקות": (2, "minute"), "שעתיים": (2, "hour"),
        "יומיים": (2, "day"), "שבועיים": (2, "week"), "שנייה": (1, "second"), "שנ׳": (1, "second"), "דקה": (1, "minute"),
        "שעה": (1, "hour"), "יום 1": (1, "day"), "שבוע": (1, "week"), "שב׳": (1, "week"),
    },
}  # fmt: skip
