"""Labels of the topics under which a publisher files an article (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, without a colon behind it, by
language. To add a language: its line.
"""

from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "en": "tags?|categor(?:y|ies)|topics?|key ?words?|(?:tagged|filed|posted)(?: (?:with|under|in|as|on))?",
    "de": "tags|schlagw(?:ort|orte|örter)|stichw(?:ort|orte|örter)|themen|kategorien?|verschlagwortet mit|(?:veröffentlicht|abgelegt) (?:in|unter)",
    "fr": "étiquettes?|mots[- ]cl(?:é|ef)s|catégories?|thèmes?|sujets|étiqueté(?: avec)?|(?:publié|classé) (?:dans|sous)",
    "es": "etiquetas?|categorías?|temas|palabras clave|etiquetado(?: como)?|(?:publicado|archivado) (?:en|bajo)",
    "pt": "etiquetas?|marcadores|marcado(?: com)?|categorias?|temas|tópicos|palavras-chave|(?:publicado|arquivado) em",
    "it": "etichette|tag|categori[ae]|temi|argomenti|parole chiave|(?:pubblicato|archiviato) in|taggato(?: con)?",
    "nl": "trefwoorden|categorie(?:ën)?|onderwerpen|labels|geplaatst in|getagd(?: met)?",
    "sv": "etiketter|taggar|kategorier?|ämnen|nyckelord|publicera[dt] i|taggad(?: med)?",
    "da": "emneord|nøgleord|kategorier?|emner|udgivet i|tagget(?: med)?",
    "nb": "stikkord|emneord|kategorier?|nøkkelord|emner|publisert i|merket(?: med)?",
    "fi": "avainsanat?|asiasanat?|tunnisteet|aiheet|kategoriat?",
    "pl": "tagi|kategori[ae]|tematy|słowa kluczowe|opublikowano w|otagowano",
    "cs": "štítky|tagy|kategorie|rubriky|témata|klíčová slova",
    "sk": "štítky|tagy|kategórie|témy|kľúčové slová",
    "hu": "címkék|kategóriák?|témák|kulcsszavak",
    "ro": "etichete|categorii|subiecte|cuvinte cheie",
    "ru": "теги|метки|рубрик[аи]|категори[ия]|темы|ключевые слова",
    "uk": "теги|мітки|рубрик[аи]|категорі[їя]|теми|ключові слова",
    "bg": "етикети|тагове|категории|теми",
    "el": "ετικέτες|κατηγορίες|θέματα",
    "tr": "etiket(?:ler)?|kategori(?:ler)?|konular",
    "ar": "الوسوم|وسوم|التصنيفات|الكلمات (?:المفتاحية|الدلالية)",
    "fa": "برچسب(?:‌| )?ها|دسته(?:‌| )?بندی(?:‌| )?ها",
    "he": "תגיות|קטגוריות|נושאים",
    "hi": "टैग|टैग्स|श्रेणी",
    "vi": "từ khóa|thẻ|chuyên mục|chủ đề",
    "id": "tag|kategori|topik|label",
    "zh": "标签|標籤|分类|分類|关键词|關鍵詞|话题|話題",
    "ja": "タグ|カテゴリー?|キーワード",
    "ko": "태그|카테고리|키워드",
}  # fmt: skip
# Segments, between two slashes, in the URLs of pages that list the articles of one topic.
TAG_SEGMENTS = frozenset({
    "tag", "tags", "topic", "topics", "thema", "themen", "schlagwort", "tema", "temas", "keyword", "keywords",
    "etiqueta", "etiquetas", "mot-cle", "sujet", "etiket", "stichwort",
})  # fmt: skip
CATEGORY_SEGMENTS = frozenset({
    "category", "categories", "categoria", "categorias", "kategorie", "kategorien", "kategori", "categorie", "rubrik",
    "rubrique", "seccion", "secao", "kategoriya",
})  # fmt: skip
# Of more such pages, as a regular expression.
OTHER_SEGMENTS = (
    "theme|themes|label|labels|schlagworte|schlagwoerter|kategorier|kategoria|kategoriler|etiketa|etiketas|etiketler|etiketten|"
    "mots-cles|rubri[ckq]\\w{0,4}|tagi|teg"
)
