"""Cues: how texts say where they first stood (values only).

Regular expressions over lower-case text. FIRST says it by itself, wherever it stands; what stands behind a LABEL says
it at the start or end of a text. To add a language: its words.
"""

FIRST = (
    "originally (?:published|appeared|posted|ran|written)|first (?:published|appeared|posted|ran) (?:in|on|at|by|here)|"
    "(?:re-?published|reprinted|reposted|cross-?posted|syndicated) (?:here |with permission )?(?:from|with|under|on|at)|"
    "(?:zuerst|ursprünglich|erstmals) (?:erschienen|veröffentlicht|publiziert)|erschien(?:en)? (?:zuerst|ursprünglich)|"
    "(?:initialement|originellement|d['’]abord) (?:publiée?|parue?)|(?:publiée?|parue?) (?:initialement|à l['’]origine|"
    "pour la première fois|d['’]abord)|article original|publicad[oa] (?:originalmente|por primera vez|primero)|"
    "originalmente publicad[oa]|apareció (?:originalmente|primero)|artículo original|articolo originale|artigo original|"
    "pubblicat[oa] (?:originariamente|originalmente|per la prima volta|in origine)|originariamente pubblicat[oa]|"
    "oorspronkelijk (?:gepubliceerd|verschenen)|verscheen (?:eerder|oorspronkelijk|eerst)|"
    "(?:ursprungligen|först) publicera[dt]|opprinnelig publisert|oprindeligt (?:udgivet|bragt)|"
    "pierwotnie (?:opublikowan|ukazał)|původně (?:vyšel|publikován)|alkuperäinen artikkeli|publicat (?:inițial|prima dată)|"
    "ilk (?:olarak|kez|defa) .{0,60}yay[ıi][mn]lan|(?:впервые|первоначально) (?:опубликован|вышл)|оригинал (?:статьи|публикации)|"
    "вперше опублікован|оригінал статті|نشر(?:ت)? (?:هذا|هذه|لأول|أولا|في الأصل)|最初に掲載|初出|原文(?:链接|連結|出处|出處)?|원문"
)
# Without any of these nothing of FIRST can match, and looking for them takes a hundredth of the time.
STEMS = [
    "origin",
    "publi",
    "first",
    "repost",
    "crosspost",
    "cross-post",
    "reprint",
    "syndicat",
    "erschien",
    "veröffentlicht",
    "ursprünglich",
    "erstmals",
    "paru",
    "apareci",
    "oorspronk",
    "versche",
    "opprinnelig",
    "oprindeligt",
    "pierwotnie",
    "původně",
    "alkuperäinen",
    "yayı",
    "yayi",
    "впервые",
    "первонач",
    "оригин",
    "вперше",
    "оригінал",
    "نشر",
    "最初",
    "初出",
    "原文",
    "원문",
]
LABEL = (
    "sources?|via|quellen?|fuentes?|fontes?|fonti|kaynak|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|sursă|"
    "источник|джерело|извор|πηγή|מקור|المصدر|منبع|出典|出处|來源|来源|출처|nguồn|sumber"
)

# Addresses that pass a page on, or lead to who wrote it, wherever they stand.
NO_SOURCE = (
    r"/(?:sharer?|intent|share-?article|pin/create|spi/shares|submit)\b|//(?:www\.|m\.)?(?:facebook|twitter|x|instagram|"
    r"linkedin|pinterest|reddit|whatsapp|telegram|tiktok|threads|xing|diigo)\.(?:com|net|org|me)\b|//(?:wa|t|fb)\.me/"
)
