"""Units of counts: `1.6k`, `2 Tsd.`, `16万` (values only).

COUNT_UNITS has a row for each language: the number that a unit stands for, and its words. They are read in pages of any
language. What means something else elsewhere stands in OWN_LANGUAGE_UNITS and is read in pages of its language only. To
add a language: its row.
"""

from collections.abc import Mapping

COUNT_UNITS: Mapping[str, Mapping[int, str]] = {
    "ar": {10**3: "ألف آلاف", 10**6: "مليون ملايين", 10**9: "مليار"},
    "bg": {10**3: "хил"},
    "cs": {10**3: "tis", 10**6: "milionů"},
    "da": {10**3: "tn tusind"},
    "de": {10**3: "tsd tausend", 10**6: "mio mn millionen", 10**9: "mrd milliarden"},
    "el": {10**3: "χιλ", 10**6: "εκ"},
    "en": {
        10**3: "k thousand",
        10**5: "lakh lakhs lac lacs",
        10**6: "m million millions",
        10**7: "crore crores",
        10**9: "b bn bln billion billions",
    },
    "es": {10**3: "mil", 10**6: "millones millón"},
    "fa": {10**3: "هزار", 10**6: "میلیون", 10**9: "میلیارد"},
    "fi": {10**3: "tuh"},
    "fr": {10**3: "mille", 10**6: "million millions", 10**9: "mds milliard milliards"},
    "he": {10**3: "אלף", 10**6: "מיליון"},
    "hi": {10**3: "हज़ार हजार", 10**5: "लाख", 10**7: "करोड़ करोड"},
    "hu": {10**3: "ezer", 10**6: "millió"},
    "id": {10**3: "rb ribu", 10**6: "juta jt", 10**9: "miliar"},
    "is": {10**3: "þús", 10**6: "milljón milljónir", 10**9: "milljarður milljarðar"},
    "it": {10**3: "mille mila", 10**6: "mln milioni milione", 10**9: "mld"},
    "ja": {10**3: "千", 10**4: "万", 10**8: "億"},
    "ko": {10**3: "천", 10**4: "만", 10**6: "백만", 10**8: "억"},
    "lt": {10**3: "tūkst"},
    "nl": {10**6: "mln miljoen"},
    "pl": {10**3: "tys", 10**6: "mln", 10**9: "mld"},
    "pt": {10**3: "mil", 10**6: "milhões milhão"},
    "ro": {10**3: "mii"},
    "ru": {10**3: "к тыс тысяч тысячи тысяча", 10**6: "м млн", 10**9: "млрд"},
    "sr": {10**3: "hilj"},
    "sv": {10**3: "tusen"},
    "th": {10**3: "พัน", 10**4: "หมื่น", 10**5: "แสน", 10**6: "ล้าน"},
    "tr": {10**3: "bin", 10**6: "milyon", 10**9: "milyar"},
    "uk": {10**3: "тис тисяч", 10**6: "млн", 10**9: "млрд"},
    "ur": {10**3: "ہزار", 10**5: "لاکھ", 10**7: "کروڑ"},
    "vi": {10**3: "nghìn ngàn", 10**6: "triệu"},
    "zh": {10**3: "千", 10**4: "万 萬", 10**8: "億 亿"},
}

# Turkish `12 B` is `bin`, thousand; Czech `2 mil.` is two million.
OWN_LANGUAGE_UNITS: Mapping[str, Mapping[str, int]] = {
    "cs": {"mil": 10**6},
    "da": {"t": 10**3},
    "en": {"mil": 10**6, "cr": 10**7},
    "fi": {"t": 10**3},
    "fr": {"md": 10**9},
    "hi": {"cr": 10**7},
    "hu": {"e": 10**3},
    "nb": {"t": 10**3},
    "pt": {"mi": 10**6, "bi": 10**9},
    "ro": {"mil": 10**6},
    "sk": {"mil": 10**6},
    "sv": {"t": 10**3},
    "tr": {"b": 10**3, "mr": 10**9},
    "vi": {"n": 10**3, "tr": 10**6},
}
