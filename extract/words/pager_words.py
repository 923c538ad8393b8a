"""What pagers call the next page and the one before, in lower case and without marks (values only)."""

NEXT = frozenset({
    # English, German, French, Spanish, Portuguese, Italian, Dutch
    "next", "next page", "continue", "continue reading", "continued", "weiter", "nächste", "nächste seite",
    "suivant", "suivante", "page suivante", "la suite", "siguiente", "página siguiente", "siguiente página",
    "próxima", "próxima página", "seguinte", "página seguinte", "avanti", "successiva", "pagina successiva",
    "pagina seguente", "volgende", "volgende pagina",
    # Northern and eastern Europe
    "nästa", "nästa sida", "næste", "næste side", "neste", "neste side", "seuraava", "seuraava sivu", "następna",
    "następna strona", "dalej", "další", "další strana", "ďalej", "következő", "következő oldal", "următoarea",
    "pagina următoare", "следующая", "следующая страница", "далее", "дальше", "вперед", "наступна",
    "наступна сторінка", "далі", "следваща", "следећа", "sljedeća", "sljedeća stranica", "επόμενη",
    "επόμενη σελίδα",
    # Asia
    "sonraki", "sonraki sayfa", "ileri", "التالي", "التالية", "الصفحة التالية", "بعدی", "صفحه بعد", "הבא",
    "העמוד הבא", "अगला", "अगला पृष्ठ", "tiếp", "trang sau", "trang tiếp", "selanjutnya", "halaman selanjutnya",
    "berikutnya", "下一页", "下一頁", "下页", "次へ", "次のページ", "次ページ", "다음", "다음 페이지", "ถัดไป",
    "หน้าถัดไป",
})  # fmt: skip
PREVIOUS = frozenset({
    "previous", "prev", "previous page", "first", "first page", "back", "zurück", "vorherige", "vorherige seite",
    "précédent", "précédente", "page précédente", "anterior", "página anterior", "precedente", "pagina precedente",
    "indietro", "vorige", "vorige pagina",
    "föregående", "föregående sida", "forrige", "forrige side", "edellinen", "poprzednia", "poprzednia strona",
    "wstecz", "předchozí", "előző", "предыдущая", "предыдущая страница", "назад", "попередня",
    "önceki", "önceki sayfa", "geri", "السابق", "السابقة", "قبلی", "הקודם", "पिछला", "trang trước", "sebelumnya",
    "halaman sebelumnya", "上一页", "上一頁", "前へ", "前のページ", "이전", "이전 페이지", "ก่อนหน้า",
})  # fmt: skip
# Arrows that stand alone.
ONWARD, BACK = frozenset(">→⟩▶►»\u203a\u276f"), frozenset("<←⟨◀◄«\u2039\u276e")
