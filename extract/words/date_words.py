"""Words that say what a date is of: a publication, a change, or something else (values only).

Regular expressions for beginnings of words, in lower case, by language. To add a language: its line in UPDATED
and PUBLISHED.
"""

from collections.abc import Mapping

UPDATED: Mapping[str, str] = {
    "en": r"updat|modif|\bedited|\blast edit|revis|\breviewed|refresh",
    "de": r"aktualis|geändert|\bstand\s*:?\s*$|bearbeitet",
    "fr": "mis(?:e)? à jour",
    "es": "actuali[zts]",
    "pt": "atualiz",
    "it": "aggiorna",
    "nl": "bijgewerkt|gewijzigd",
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
    "en": r"publi[csqké]|\bdate\b\s*:|\bposted|\breleased|\bissued|first appeared",
    "de": r"\bdatum\b|veröffentlicht|erschienen|erstellt|online seit",
    "es": r"\bfecha\b",
    "fr": "en ligne",
    "nl": "gepubliceerd|geplaatst|gepost",
    "pl": "utworzon|dodano",
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
    "cs": "zveřejn|vydán",
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
