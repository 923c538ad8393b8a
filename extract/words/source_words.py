"""How texts say where they were first published (values only).

Regular expressions over lower-case text, by language. A phrase of FIRST says it wherever it stands; a word of LABEL says
it before a colon at the start or end of a text. To add a language: its line in FIRST and LABEL, and in STEMS a part of
a word that each phrase of FIRST holds.
"""

from collections.abc import Mapping

FIRST: Mapping[str, str] = {
    "en": (
        "originally (?:published|appeared|posted|ran|written)|"
        "first (?:published|appeared|posted|ran) (?:in|on|at|by|here)|"
        "(?:re-?published|reprinted|reposted|cross-?posted|syndicated) (?:here |with permission )?"
        "(?:from|with|under|on|at)"
    ),
    "de": (
        "(?:zuerst|ursprünglich|erstmals) (?:erschienen|veröffentlicht|publiziert)|"
        "erschien(?:en)? (?:zuerst|ursprünglich)"
    ),
    "fr": (
        "(?:initialement|originellement|d['’]abord) (?:publiée?|parue?)|(?:publiée?|parue?) (?:initialement|à l['’]origine|"
        "pour la première fois|d['’]abord)|article original"
    ),
    "es": (
        "publicad[oa] (?:originalmente|por primera vez|primero)|originalmente publicad[oa]|"
        "apareció (?:originalmente|primero)|artículo original"
    ),
    "pt": "artigo original",
    "it": (
        "articolo originale|pubblicat[oa] (?:originariamente|originalmente|per la prima volta|in origine)|"
        "originariamente pubblicat[oa]"
    ),
    "nl": "oorspronkelijk (?:gepubliceerd|verschenen)|verscheen (?:eerder|oorspronkelijk|eerst)",
    "sv": "(?:ursprungligen|först) publicera[dt]",
    "nb": "opprinnelig publisert",
    "da": "oprindeligt (?:udgivet|bragt)",
    "is": "birtist (?:fyrst|upphaflega)|upphaflega birt",
    "pl": "pierwotnie (?:opublikowan|ukazał)",
    "cs": "původně (?:vyšel|publikován)",
    "fi": "alkuperäinen artikkeli",
    "ro": "publicat (?:inițial|prima dată)",
    "tr": "ilk (?:olarak|kez|defa) .{0,60}yay[ıi][mn]lan",
    "ru": "(?:впервые|первоначально) (?:опубликован|вышл)|оригинал (?:статьи|публикации)",
    "uk": "вперше опублікован|оригінал статті",
    "ar": "نشر(?:ت)? (?:هذا|هذه|لأول|أولا|في الأصل)",
    "ja": "最初に掲載|初出",
    "zh": "原文(?:链接|連結|出处|出處)?",
    "ko": "원문",
}
# Without any of these nothing of FIRST can match, and looking for them takes a hundredth of the time.
STEMS: Mapping[str, str] = {
    "en": "origin publi first repost crosspost cross-post reprint syndicat",
    "de": "erschien veröffentlicht ursprünglich erstmals",
    "fr": "paru",
    "es": "apareci",
    "nl": "oorspronk versche",
    "nb": "opprinnelig",
    "da": "oprindeligt",
    "is": "birt",
    "pl": "pierwotnie",
    "cs": "původně",
    "fi": "alkuperäinen",
    "tr": "yayı yayi",
    "ru": "впервые первонач оригин",
    "uk": "вперше оригінал",
    "ar": "نشر",
    "ja": "最初 初出",
    "zh": "原文",
    "ko": "원문",
}
LABEL: Mapping[str, str] = {
    "en": "sources?|via",
    "de": "quellen?",
    "es": "fuentes?",
    "pt": "fontes?",
    "it": "fonti",
    "tr": "kaynak",
    "nl": "bron",
    "sv": "källa",
    "nb": "kilde",
    "fi": "lähde",
    "is": "heimild(?:ir)?",
    "pl": "źródło",
    "cs": "zdroj",
    "hu": "forrás",
    "ro": "sursa|sursă",
    "ru": "источник",
    "uk": "джерело",
    "bg": "извор",
    "el": "πηγή",
    "he": "מקור",
    "ar": "المصدر",
    "fa": "منبع",
    "ja": "出典",
    "zh": "出处|來源|来源",
    "ko": "출처",
    "vi": "nguồn",
    "id": "sumber",
}

# Addresses that pass a page on, or lead to who wrote it, wherever they stand.
NO_SOURCE = (
    r"/(?:sharer?|intent|share-?article|pin/create|spi/shares|submit)\b|//(?:www\.|m\.)?(?:facebook|twitter|x|instagram|"
    r"linkedin|pinterest|reddit|whatsapp|telegram|tiktok|threads|xing|diigo)\.(?:com|net|org|me)\b|//(?:wa|t|fb)\.me/"
)
