"""Month names, and which languages write the day before the month (values only).

To add a language: a line in NAMES, and its code in DAY_FIRST where that is so.
"""

NAMES = {
    "en": "january february march april may june july august september october november december",
    "en short": "jan feb mar apr may jun jul aug sep oct nov dec",
    "en long short": "jan feb mar apr may june july aug sept oct nov dec",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",  # noqa: RUF001 - as Turkish is written
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}

MONTHS = {name: number for names in NAMES.values() for number, name in enumerate(names.split(), 1)}

# English outside the United States too; a bare `en` does not say which.
DAY_FIRST = frozenset(
    {"en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"}
    | {
        "tr",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "ru",
        "ar",
        "da",
        "sv",
        "nb",
        "fi",
        "cs",
        "el",
        "ro",
        "uk",
        "id",
    }
)
