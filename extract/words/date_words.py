"""Words that say what a date is of: a publication, a change, or something else (values only).

Regular expressions for beginnings of words, in lower case, by language; VENUES are whole words. To add a language:
its line in UPDATED and PUBLISHED, and in the others as far as its words are known.
"""

from collections.abc import Mapping

UPDATED: Mapping[str, str] = {
    "en": r"updat|modif|\bamended|\bcorrected|\bedited|\blast edit|revis|\breviewed|refresh",
    "de": r"aktualis|geändert|\bstand\s*:?\s*$|bearbeitet|korrigiert",
    "fr": r"mis(?:e)? à jour|\bcorrigée?\b",
    "es": "actuali[zts]",
    "pt": "atualiz",
    "it": "aggiorna",
    "nl": "bijgewerkt|gewijzigd|gecorrigeerd",
    "pl": "zmodyf",
    "ru": "обновл|изменен",
    "uk": "оновлен|змінен",
    "tr": "güncelle",
    "ar": "تحديث|تعديل",
    "fa": "به‌روز|بروز|ویرایش",
    "he": "עודכן|עדכון",
    "hi": "अपडेट|अद्यतन",
    "id": "diperbarui|diubah|pembaruan",
    "vi": "cập nhật|sửa",
    "zh": "更新|修改|修正",
    "ko": "업데이트|수정",
    "th": "อัปเดต|อัพเดต|แก้ไข",
    "el": "ενημ[εέ]ρ|τροποπο",
    "sv": "uppdater|ändrad",
    "da": "opdater|ændret",
    "nb": "oppdater|endret",
    "fi": "päivite|muokat",
    "is": "uppfær|breytt",
    "cs": "upraven|změn",
    "hu": "frissít|módosít",
    "hr": "ažurira",
    "bg": "обнов",
}
PUBLISHED: Mapping[str, str] = {
    "en": (
        r"publi[csqké]|\bdate\b\s*:|\bposted|\breleased|\bissued|first appeared|"
        r"\b(?:article|essay|piece|story|column|text|version) (?:\w+ )?appeared|^\W*appeared|\bappears? in print"
    ),
    "de": r"\bdatum\b|veröffentlicht|erschienen|\berschien am|erstellt|online seit",
    "es": r"\bfecha\b",
    "fr": r"en ligne|\bparu le",
    "it": "pubblicat",
    "nl": "gepubliceerd|geplaatst|gepost|verschenen op",
    "pl": "utworzon|dodano|opublikowan",
    "ru": r"\bдата\b|опубл|создан|размещ",
    "tr": "yayın",
    "ar": "نشر",
    "fa": "منتشر|انتشار",
    "he": "פורסם",
    "hi": "प्रकाशित",
    "id": "diterbitkan|ditulis|tayang|dipublikasi",
    "vi": "đăng|xuất bản",
    "zh": "发布|發布|發佈",
    "ja": "公開|掲載|投稿|刊登",
    "ko": "입력|등록|게시|작성",
    "th": "เผยแพร่|โพสต์",
    "el": "δημοσ[ιί]|ανάρτ",
    "da": "udgivet",
    "nb": "offentlig",
    "fi": "julkais",
    "is": r"\bbirt(?:ist|ur)?\b|útgefi",
    "cs": "zveřejn|vydán|vyšlo",
    "hu": "megjelen|közzé",
}
# The date of a meeting, of a price, of a right, of a law or of somebody's work is no date of the text.
OTHER: Mapping[str, str] = {
    "en": (
        r"©|copyright|\ball rights|\bevent\b|\bdeadline|\bexpire|\bvalid (?:until|from|through)|\bjoined|\bmember since|"
        r"\bregister|\bborn\b|\bdied\b|\baccessed|\bretrieved|\bregistration|\bstarts?\b|\bends?\b|\bcloses?\b|\bnext\b|"
        r"\bsince\b|\beffective\b|\bversion\b|\bfounded\b|\bwhen\b|\bdoors\b|\b(?:takes?|took) place|\bheld\b|\bfrom\s*$|"
        r"\buntil\b|\btill\b|\btickets?\b|\bon sale\b"
    ),
    "de": r"abgerufen|\bwann\b|\btermin|\bbeginn\b|\bfindet\b|\bbis\b|\beinlass\b|\bgültig",
    "fr": r"\bconsulté|\bquand\b|\brendez-vous|\bjusqu",
    "es": r"\bcuándo\b|\bhasta\b",
    "it": r"\bquando\b|\bfino al\b",
}
# What a sentence that says when its own text came out begins with, and what it calls that text.
THIS: Mapping[str, str] = {
    "en": "this",
    "de": r"dies\w*",
    "fr": r"cet\w*",
    "es": "est[ea]",
    "it": "quest[oa]",
    "nl": "dit|deze",
    "sv": "denn[ae]|detta|dette",
    "pl": "ten",
    "cs": "tento",
    "ro": "acest",
    "tr": "bu",
}
TEXTS: Mapping[str, str] = {
    "en": "article|post|entry|essay|piece|story|column|page|text|version|interview|review|opinion|blog",
    "de": "artikel|beitrag|text|kommentar|seite|meldung",
    "fr": "texte|tribune|billet|chronique|entretien",
    "es": "artículo|texto|columna|entrada|nota|página",
    "it": "articolo|testo|pagina",
    "pt": "artigo|matéria",
    "nl": "stuk|tekst|bericht|pagina",
    "sv": "artikeln|texten|inlägget",
}
# How WordPress's themes begin the paragraph below a post, which goes on with its topics and feeds.
POSTED: Mapping[str, str] = {
    "en": r"this (?:entry|post|article|page) (?:was|has been) (?:first |originally )?(?:posted|published|written)\b",
    "de": r"dieser (?:eintrag|beitrag|artikel) wurde\b",
    "fr": r"(?:cet? (?:article|billet|contenu)|cette entrée) a été publié",
    "es": r"est[ea] (?:entrada|artículo) (?:fue|se ha|se) publi",
    "it": r"quest[oa] (?:voce|articolo) è stat[oa] pubblicat",
    "pt": r"est[ea] (?:entrada|artigo|post) foi publicad",
    "nl": r"dit (?:bericht|artikel) (?:is|werd) geplaatst",
}
# Between the first and the last day or hour of a span.
TO = r"to|until|till|bis|au|al|a|à|tot|til|t/m|[\u2013\u2014~-]"
# Behind the number of an hour.
HOUR_SIGNS = r"[ap]\.?m\b\.?|uhr|heures?|hrs?|h|uur|ore|godz\.?"
# Where people meet. A section or an author stands behind the time of a publication, and is called none of these.
VENUES: Mapping[str, str] = {
    "en": (
        r"(?:[\w']+ )?hall|theat(?:re|er)|library|museum|gallery|church|chapel|cathedral|cent(?:re|er)|auditorium|arena|"
        r"stadium|pub|caf[eé]|bookshop|bookstore|campus|zoom|livestream|(?:lecture|meeting) room|room \w+"
    ),
    "de": r"rathaus|\w*saal|\w*bibliothek|bücherei|\w*kirche|\w*halle|\w*zentrum|\w*haus|buchhandlung|hörsaal(?: \w+)?",
    "fr": "mairie|salle|bibliothèque|médiathèque|église|théâtre|musée|librairie",
    "es": "salón|teatro|biblioteca|museo|iglesia|ayuntamiento|librería",
    "it": "municipio|chiesa|libreria|sala",
    "nl": "stadhuis|zaal|bibliotheek|kerk|schouwburg",
}
# What stands before a colon where an event says when and where it is. A venue says it alone; a place beside a time.
DATE_LABELS: Mapping[str, str] = {"en": "date", "de": "datum", "es": "fecha", "ru": "дата"}
VENUE_LABELS: Mapping[str, str] = {
    "en": "venue|where|tickets|admission",
    "de": "veranstaltungsort|treffpunkt|eintritt",
    "fr": "lieu de rendez-vous|entrée",
    "nl": "toegang",
}
TIME_LABELS: Mapping[str, str] = {
    "en": "time",
    "de": "uhrzeit|zeit|beginn",
    "fr": "heure|horaires?",
    "es": "hora|horario",
    "pt": "hora|horário",
    "it": "ora|orario",
    "nl": "tijd",
}
PLACE_LABELS: Mapping[str, str] = {
    "en": "place|location",
    "de": "ort",
    "fr": "lieu",
    "es": "lugar",
    "pt": "local",
    "it": "luogo",
    "nl": "plaats|locatie",
}
