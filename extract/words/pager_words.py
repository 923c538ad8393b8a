"""What pagers call the next page, the one with older articles, and the one before, by language (values only).

In lower case, without marks at the ends, commas between. To add a language: its line in each table.
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
# What listings call the page with older articles, which is the next one.
OLDER: Mapping[str, str] = {
    "en": "older, older posts, older entries, older articles, older stories, earlier posts, previous posts, "
    "previous entries, previous articles, more posts, more articles, more stories, load more, load more posts, "
    "show more, view more, see more posts",
    "de": "ältere beiträge, ältere artikel, ältere einträge, mehr laden, mehr beiträge, weitere beiträge, mehr artikel",
    "fr": "articles plus anciens, articles précédents, anciens articles, plus anciens, voir plus, charger plus, "
    "plus d'articles",
    "es": "entradas más antiguas, entradas anteriores, artículos anteriores, más antiguas, ver más, cargar más, "
    "más entradas",
    "pt": "posts mais antigos, postagens mais antigas, artigos anteriores, ver mais, carregar mais, mais antigos",
    "it": "articoli meno recenti, articoli precedenti, post più vecchi, carica altri, mostra altri, altri articoli",
    "nl": "oudere berichten, oudere artikelen, meer laden, meer berichten",
    "sv": "äldre inlägg, ladda fler, visa fler",
    "da": "ældre indlæg, indlæs flere, vis flere",
    "nb": "eldre innlegg, last inn flere, vis flere",
    "fi": "vanhemmat artikkelit, lataa lisää, näytä lisää",
    "pl": "starsze wpisy, starsze posty, załaduj więcej, pokaż więcej",
    "cs": "starší příspěvky, starší články, načíst další, zobrazit více",
    "hu": "régebbi bejegyzések, több betöltése",
    "ro": "articole mai vechi, încarcă mai multe",
    "ru": "старые записи, предыдущие записи, ранее, показать ещё, показать еще, загрузить ещё, загрузить еще",
    "uk": "старіші записи, попередні записи, показати більше, завантажити ще",
    "el": "παλαιότερα άρθρα, παλαιότερες αναρτήσεις, φόρτωση περισσότερων",
    "tr": "eski yazılar, daha eski yazılar, önceki yazılar, daha fazla, daha fazla yükle, daha fazla göster",
    "ar": "مقالات أقدم, المقالات الأقدم, تدوينات أقدم, تحميل المزيد, عرض المزيد",
    "fa": "نوشته‌های قدیمی‌تر, نوشته‌های پیشین, بیشتر",
    "he": "פוסטים ישנים יותר, כתבות קודמות, טען עוד",
    "zh": "更早的文章, 较旧的文章, 加载更多, 載入更多, 查看更多",
    "ja": "過去の投稿, 古い投稿, 以前の記事, もっと見る, さらに表示",
    "ko": "이전 글, 더 보기, 더보기",
    "vi": "bài cũ hơn, xem thêm",
    "id": "pos lebih lama, postingan lama, muat lebih banyak, lihat lainnya",
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
