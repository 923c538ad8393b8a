"""Words of lists that lead through a series of articles: `Part 2 of 5`, `Also in this series` (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. To add a language: its
line in both tables.
"""

from collections.abc import Mapping

# The whole label of such a list, a colon behind it left out.
SERIES: Mapping[str, str] = {
    "en": (
        r"(?:(?:this (?:is|was)|you(?:'re| are) reading) )?(?:the )?(?:part|chapter|episode) (?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five) "
        r"(?:of|in|from) (?:\d{1,2}|two|three|four|five|six|seven|a|our|the|this)(?![^\W_]).{0,50}|"
        r"(?:(?:also|more|other (?:parts|posts|articles|essays|stories)|all (?:parts|posts|articles)|parts|posts|articles|read more|the rest) "
        r"(?:in|of|from) |in )?(?:this|the) series(?: so far)?(?:: .{1,50})?|series: .{1,50}"
    ),
    "de": (
        r"(?:(?:dies )?ist )?teil \d{1,2} (?:von|einer|der|aus) .{1,50}|(?:mehr |auch |alle teile |weitere artikel )?(?:aus|in|zu) dieser (?:serie|reihe)"
        r"(?:: .{1,50})?|(?:alle|weitere) (?:teile|folgen)(?: der (?:serie|reihe))?(?:: .{1,50})?|(?:serie|reihe): .{1,50}"
    ),
    "fr": r"(?:partie|épisode|volet) \d{1,2} (?:sur|de) \d{1,2}.{0,50}|(?:dans|de) (?:la|cette) (?:même )?série|(?:tous les|les autres) épisodes(?: de la série)?",
    "es": r"(?:parte|capítulo) \d{1,2} de \d{1,2}.{0,50}|(?:más |también )?(?:en|de) esta serie",
    "pt": r"parte \d{1,2} de \d{1,2}.{0,50}|(?:mais )?(?:nesta|desta) série",
    "it": r"(?:parte|puntata) \d{1,2} di \d{1,2}.{0,50}|(?:in|di) questa serie|le altre puntate",
    "nl": r"deel \d{1,2} van \d{1,2}.{0,50}|(?:meer )?(?:in|uit) deze serie",
    "sv": r"del \d{1,2} (?:av|af) \d{1,2}.{0,50}|(?:mer )?(?:i|från|fra) (?:den här|denna|denne) serien?",
    "pl": r"część \d{1,2} z \d{1,2}.{0,50}",
    "ru": r"часть \d{1,2} из \d{1,2}.{0,50}",
    "tr": r"bölüm \d{1,2} ?/ ?\d{1,2}.{0,50}",
}
# What the name of one part begins with, before its number.
PART: Mapping[str, str] = {
    "en": "part|chapter|episode",
    "de": "teil|folge|kapitel",
    "fr": "partie|épisode|volet|chapitre",
    "es": "parte|capítulo",
    "it": "puntata|capitolo",
    "nl": "deel|aflevering",
    "sv": "del|avsnitt",
    "pl": "część|odcinek",
    "ru": "часть|глава",
    "tr": "bölüm",
}
