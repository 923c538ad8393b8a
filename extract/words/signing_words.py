"""Words in the names of institutions that sign a text below its last paragraph (values only).

Regular expressions for whole words, without regard to case, by language. To add a language: its line.
"""

from collections.abc import Mapping

# Whom a line with one of these speaks to is its reader.
ADDRESSED = (
    "your?|our|us|we|my|me|hier|ihr|ihre|unser|unsere|votre|vos|notre|nos|su|tu|nuestr[oa]|vostr[oa]|nostr[oa]"
)
INSTITUTIONS: Mapping[str, str] = {
    "en": (
        "institutes?|institution|university|college|department|ministry|association|society|foundation|centre|center|council|"
        "committee|commission|bureau|agency|federation|union|alliance|academy|museum|observatory|secretariat|chamber|"
        "editorial (?:board|team|staff)|research (?:group|team)|press (?:office|team)"
    ),
    "de": (
        r"\w*institut|\w*universität|\w*hochschule|\w*ministerium|\w*verband|\w*verein|\w*stiftung|\w*gesellschaft|\w*redaktion|"
        r"\w*akademie|\w*kommission|\w*behörde|\w*kammer|bundesamt|landesamt|\w*gewerkschaft|\w*bündnis|pressestelle|sekretariat"
    ),
    "fr": (
        "institut|université|ministère|association|société|fondation|centre|conseil|comité|commission|fédération|syndicat|"
        "académie|observatoire|collectif|rédaction|secrétariat"
    ),
    "es": (
        "instituto|universidad|ministerio|asociación|sociedad|fundación|centro|consejo|comité|comisión|federación|sindicato|"
        "academia|observatorio|colectivo|redacción|secretaría"
    ),
    "it": (
        "istituto|università|ministero|associazione|società|fondazione|consiglio|comitato|commissione|federazione|sindacato|"
        "accademia|osservatorio|collettivo|redazione|segreteria"
    ),
    "pt": "universidade|ministério|associação|sociedade|fundação|conselho|comissão|federação|sindicato|redação",
    "nl": r"instituut|universiteit|\w*ministerie|vereniging|stichting|raad|commissie|federatie|bond|redactie",
    "sv": r"institutet?|universitetet?|föreningen|stiftelsen|rådet|redaktionen|förbundet",
    "pl": "instytut|uniwersytet|ministerstwo|stowarzyszenie|fundacja|rada|komisja|redakcja",
    "ru": "институт|университет|министерство|ассоциация|общество|фонд|центр|совет|комитет|комиссия|союз|редакция",
}
