"""What pagers call the next page and the one before, by language (values only).

In lower case, without marks at the ends, commas between. To add a language: its line in both tables.
"""

from collections.abc import Mapping

NEXT: Mapping[str, str] = {
    "en": "next, next page, continue, continue reading, continued",
    "de": "weiter, nächste, nächste seite",
    "fr": "suivant, suivante, page suivante, la suite",
    "es": "siguiente, página siguiente, siguiente página",
    "pt": "próxima, próxima página, seguinte, página seguinte",
    "it": "avanti, successiva, pagina successiva, pagina seguente",
    "nl": "volgende, volgende pagina",
    "sv": "nästa, nästa sida",
    "da": "næste, næste side",
    "nb": "neste, neste side",
    "fi": "seuraava, seuraava sivu",
    "is": "næsta, næsta síða, áfram",
    "pl": "następna, następna strona, dalej",
    "cs": "další, další strana",
    "sk": "ďalej",
    "hu": "következő, következő oldal",
    "ro": "următoarea, pagina următoare",
    "ru": "следующая, следующая страница, далее, дальше, вперед",
    "uk": "наступна, наступна сторінка, далі",
    "bg": "следваща",
    "sr": "следећа",
    "hr": "sljedeća, sljedeća stranica",
    "el": "επόμενη, επόμενη σελίδα",
    "tr": "sonraki, sonraki sayfa, ileri",
    "ar": "التالي, التالية, الصفحة التالية",
    "fa": "بعدی, صفحه بعد",
    "he": "הבא, העמוד הבא",
    "hi": "अगला, अगला पृष्ठ",
    "vi": "tiếp, trang sau, trang tiếp",
    "id": "selanjutnya, halaman selanjutnya, berikutnya",
    "zh": "下一页, 下一頁, 下页",
    "ja": "次へ, 次のページ, 次ページ",
    "ko": "다음, 다음 페이지",
    "th": "ถัดไป, หน้าถัดไป",
}
PREVIOUS: Mapping[str, str] = {
    "en": "previous, prev, previous page, first, first page, back",
    "de": "zurück, vorherige, vorherige seite",
    "fr": "précédent, précédente, page précédente",
    "es": "anterior, página anterior",
    "it": "precedente, pagina precedente, indietro",
    "nl": "vorige, vorige pagina",
    "sv": "föregående, föregående sida",
    "da": "forrige, forrige side",
    "fi": "edellinen",
    "is": "fyrri, fyrri síða, til baka",
    "pl": "poprzednia, poprzednia strona, wstecz",
    "cs": "předchozí",
    "hu": "előző",
    "ru": "предыдущая, предыдущая страница, назад",
    "uk": "попередня",
    "tr": "önceki, önceki sayfa, geri",
    "ar": "السابق, السابقة",
    "fa": "قبلی",
    "he": "הקודם",
    "hi": "पिछला",
    "vi": "trang trước",
    "id": "sebelumnya, halaman sebelumnya",
    "zh": "上一页, 上一頁",
    "ja": "前へ, 前のページ",
    "ko": "이전, 이전 페이지",
    "th": "ก่อนหน้า",
}
# Arrows that stand alone.
NEXT_ARROWS = frozenset(">→⟩▶►»\u203a\u276f")
PREVIOUS_ARROWS = frozenset("<←⟨◀◄«\u2039\u276e")
