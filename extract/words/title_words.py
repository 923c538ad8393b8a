"""Headings and titles that name no article: counts of comments, and what templates print (values only).

COMMENTS has regular expressions by language that match a whole heading over comments; TEMPLATES has whole titles in lower
case by language, apart by a bar. To add a language: its line in both.
"""

from collections.abc import Mapping

COMMENTS: Mapping[str, str] = {
    "en": (
        r"(?:(?:no|one|zero|two|all|latest|recent|reader|\d+) )?(?:comments?|repl(?:y|ies)|responses?|thoughts?)"
        r"(?: (?:yet|so far|closed|\d+))?|(?:leave|add|post|write|join|submit)(?: an?| the| your)? (?:comment|reply|response|conversation)s?|"
        r"(?:no|one|\d+) (?:thoughts?|repl(?:y|ies)|responses?|comments?) (?:on|to)\b.*"
    ),
    "de": r"(?:(?:keine|ein|\d+) )?(?:kommentare?|antwort(?:en)?)(?: zu\b.*)?|(?:schreibe?|hinterlasse?)(?:n sie)? eine?n? (?:kommentar|antwort)|"
    r"(?:einen )?kommentar (?:hinterlassen|schreiben|verfassen)|kommentar verfassen",
    "fr": r"(?:(?:aucun|un|\d+) )?(?:commentaires?|réponses?|réactions?)|(?:laisser|ajouter|poster|écrire) une? (?:commentaire|réponse)",
    "es": r"(?:(?:sin|no hay|un|\d+) )?(?:comentarios?|respuestas?)|(?:deja|dejar|escribe|añade) una? (?:comentario|respuesta)",
    "pt": r"(?:(?:sem|nenhum|um|\d+) )?(?:comentários?|respostas?)|(?:deixe|deixar|escreva) uma? (?:comentário|resposta)",
    "it": r"(?:(?:nessun|un|\d+) )?(?:comment[oi]|rispost[ae])|(?:lascia|aggiungi|scrivi) una? (?:commento|risposta)",
    "nl": r"(?:(?:geen|een|\d+) )?reacties?|(?:geef|plaats|laat) een reactie(?: achter)?",
    "pl": r"(?:(?:brak|\d+) )?komentarz(?:e|y)?|(?:dodaj|napisz) komentarz",
    "ru": r"(?:(?:нет|\d+) )?комментари(?:й|я|ев|и)|(?:добавить|оставить|написать) комментарий",
    "tr": r"(?:\d+ )?yorum(?:lar)?|(?:bir )?yorum (?:yap|yaz|yazın|bırak)",
    "sv": r"(?:(?:inga|en|\d+) )?kommentar(?:er)?|(?:lämna|skriv) (?:en )?kommentar",
    "ja": r"コメント(?:を残す|する)?\s?(?:[（(]?\d+件?[）)]?)?|\d+件のコメント",
    "zh": r"(?:\d+\s?|发表|發表|暂无|沒有|没有|全部|最新)?(?:条|條|則|则)?(?:评论|評論|留言|回复|回覆)\s?(?:\d+)?",
    "ko": r"댓글\s?(?:\d+개?|쓰기|남기기)?",
}
TEMPLATES: Mapping[str, str] = {
    "en": (
        "untitled|untitled document|untitled page|untitled post|no title|(no title)|new page|document|page title|post title|"
        "article title|your title here|title|index|home|homepage|home page|main page|loading|loading...|loading…|please wait|"
        "undefined|null|none|nan|[object object]|default title|single|single post|single article|single page|blog post|"
        "blog detail|blog details|article detail|article details|news detail|news details|post detail|post details|detail|"
        "details|article page|article|post|wordpress|just another wordpress site|my blog|site title|react app|vite app|"
        "nuxt app|create next app|next.js|app|blog|news|opinion|articles|posts|magazine|press|our blog|the blog|latest news"
    ),
    "de": "unbenannt|unbenanntes dokument|ohne titel|neue seite|startseite|titel|artikel|artikeldetail|aktuelles|nachrichten|meinung",
    "fr": "sans titre|document sans titre|nouvelle page|accueil|page d'accueil|titre|actualités|actualité|article détail",
    "es": "sin título|documento sin título|página nueva|inicio|portada|título|noticias|actualidad|opinión|detalle",
    "pt": "sem título|página inicial|início|título|notícias|notícia|opinião",
    "it": "senza titolo|documento senza titolo|nuova pagina|pagina iniziale|titolo|notizie|opinioni",
    "nl": "naamloos|naamloos document|nieuwe pagina|titel|nieuws",
    "pl": "bez tytułu|nowa strona|strona główna|tytuł|aktualności",
    "ru": "без названия|новая страница|главная|главная страница|заголовок|новости|мнения",
    "tr": "başlıksız|anasayfa|ana sayfa|başlık|haberler",
    "sv": "namnlös|startsida|hem|nyheter",
    "ja": "無題|無題ドキュメント|トップページ|ホーム|ニュース|お知らせ|ブログ",
    "zh": "无标题|无标题文档|無標題|首页|首頁|新闻|新聞|文章|正文|详情|文章详情",
    "ko": "제목 없음|홈|메인|뉴스|기사",
}
# What page builders write for a page without a title.
NUMBERED = r"(?:elementor|page|post|draft|template|layout) ?#\d+"
