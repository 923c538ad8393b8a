"""Words of boxes within an article's text that change by themselves: lists of other articles, advertising (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. The words of counters
stand in `box_counter_words.py`. To add a language: its line in each table.
"""

from collections.abc import Mapping

# The whole label of a list of other articles, a colon behind it left out.
OTHER_ARTICLES: Mapping[str, str] = {
    "en": (
        "related(?: (?:posts?|articles?|stor(?:y|ies)|news|content|entries|coverage|items|topics|reads?))?|"
        "you (?:may|might|could) (?:also )?(?:like|enjoy|be interested in)(?: (?:this|these|to read))?|"
        "you might have missed|in case you missed it|don't miss(?: (?:this|these|out))?|not to miss|"
        "more (?:from|by) .{1,40}|more (?:posts|articles|stories|news|entries|like this|to (?:read|explore))|"
        "(?:(?:the|our) )?(?:latest|newest|recent)(?: (?:posts|articles|stories|news|entries|updates|headlines))?|"
        "(?:the )?(?:latest|newest|recent) (?:(?:posts|articles|stories|news) )?(?:from|on|in|at) .{1,40}|"
        "(?:the )?most (?:read|viewed|popular|shared|commented|recent|discussed)(?: .{1,30})?|"
        "popular(?: (?:posts|articles|stories|news|now|reads|today|this week|on .{1,30}))?|"
        "(?:now )?trending(?: (?:now|today|posts|articles|stories|news|topics|on .{1,30}))?|"
        "also read|read (?:also|more|next|this next)|"
        "recommended(?: (?:for you|posts|articles|stories|reads?|by .{1,30}))?|we recommend|"
        "(?:what to )?(?:read|up) next|next (?:article|post|story)|previous (?:article|post|story)|keep reading|"
        "(?:similar|other|suggested|random) (?:posts|articles|stories|news|reads)|must[- ]reads?|"
        "editors?'?s? (?:picks?|choices?)|top (?:stories|news|posts|articles|reads)|breaking news|"
        "(?:upcoming|coming|next|more|our) events?|from (?:the|our) archives?|(?:elsewhere )?on (?:this|our) (?:site|blog)"
    ),
    "de": (
        "(?:ähnliche|verwandte|weitere|mehr|neueste|neue|aktuelle|letzte|beliebte|beliebteste|passende|empfohlene|andere) "
        "(?:beiträge|artikel|themen|meldungen|nachrichten|texte|inhalte|storys|geschichten)|"
        "(?:lesen sie|lies|lest)(?: bitte)? (?:auch|mehr|weiter)|auch (?:lesen|lesenswert|interessant)|"
        "(?:das|diese (?:artikel|beiträge)) (?:könnten?|dürften?) (?:sie|dich|euch) (?:auch )?interessieren|"
        "(?:das )?könnte (?:sie|dich|euch|ihnen|dir) (?:auch )?(?:interessieren|gefallen)|"
        "(?:am )?meist(?:en)? ?(?:gelesen|geklickt|kommentiert|geteilt)\\w*|(?:mehr )?zum thema|mehr dazu|mehr (?:von|aus) .{1,40}|"
        "(?:das )?neueste(?: aus .{1,40})?|neu (?:auf|bei|in) .{1,40}|beliebt|empfehlungen?(?: der redaktion)?|im trend|"
        "(?:kommende|nächste|unsere) (?:veranstaltungen|termine)|(?:auch )?interessant|passend dazu|weiterlesen|unsere empfehlungen?|verwandte themen|top[- ]?themen"
    ),
    "fr": (
        "articles? (?:similaires?|connexes?|liés?|récents?|recommandés?|populaires?)|à lire(?: (?:aussi|également|ensuite))?|"
        "lire (?:aussi|également|la suite)|lisez (?:aussi|également)|voir aussi|à voir aussi|sur le même (?:sujet|thème)|"
        "(?:ces articles? )?(?:pourraient?|peuvent?|peut) (?:aussi )?vous (?:intéresser|plaire)|vous aimerez (?:aussi|peut-être)|"
        "vous pourriez (?:aussi )?(?:aimer|être intéressée?s?)|(?:les )?(?:plus lus|plus populaires|plus partagés|plus récents)|"
        "(?:les )?derni(?:ers|ères) (?:articles?|actualités|nouvelles|infos)(?: .{1,40})?|plus d'articles?|"
        "d'autres articles|autres articles|nos recommandations|recommandés? pour vous|tendances?|populaires?|à la une|"
        "ne manquez pas"
    ),
    "es": (
        "(?:artículos?|entradas|noticias|notas|contenidos?|temas|posts) (?:relacionad[oa]s?|recientes|recomendad[oa]s|populares|"
        "similares|destacad[oa]s)|relacionad[oa]s?|(?:lea|lee|leer|vea|ver|mira) (?:también|más|además)|también (?:lea|lee|puedes leer)|"
        "(?:también )?(?:te|le|os) (?:puede|podría|pueden|podrían)(?: también)? (?:interesar|gustar)|quizás te interese|"
        "(?:lo|los|las) (?:más|mas) (?:leíd[oa]s?|vist[oa]s?|popular(?:es)?|compartid[oa]s?|comentad[oa]s?|reciente)|"
        "(?:lo )?últim[oa]s?(?: (?:noticias|entradas|artículos|hora))?(?: (?:de|en) .{1,40})?|más (?:noticias|artículos|entradas|de .{1,40})|"
        "no te pierdas|tendencias|populares|recomendad[oa]s?(?: para ti)?"
    ),
    "pt": (
        "(?:artigos?|posts|postagens|notícias|matérias|conteúdos?|textos) (?:relacionad[oa]s?|recentes|recomendad[oa]s|populares|"
        "semelhantes)|relacionad[oa]s?|(?:leia|veja|confira|leiam) (?:também|mais)|(?:também )?(?:você|pode)(?: também)?(?: pode)? "
        "(?:gostar|se interessar|interessar)(?: de)?|(?:as |os )?mais (?:lid[oa]s|vist[oa]s|populares|recentes|compartilhad[oa]s|comentad[oa]s)|"
        "(?:as |os )?últim[oa]s (?:notícias|posts|artigos|postagens)(?: .{1,40})?|mais (?:notícias|artigos|de .{1,40})|"
        "não perca|em alta|populares|recomendad[oa]s?(?: para você)?|veja também"
    ),
    "it": (
        "(?:articoli|post|notizie|contenuti) (?:correlat[ie]|simili|recenti|consigliat[ie]|popolari|più letti)|correlati|"
        "(?:leggi|vedi|guarda) anche|leggi (?:di più|tutto)|(?:ti )?potrebbe(?:ro)? (?:anche )?interessar(?:e|ti|vi)|"
        "potrebbe(?:ro)? piacerti|i più (?:letti|visti|popolari|condivisi)|(?:gli )?ultim[ie] (?:articoli|notizie|post)(?: .{1,40})?|"
        "altri articoli|altre notizie|da non perdere|consigliati(?: per te)?|di tendenza|sullo stesso (?:tema|argomento)|ultime(?: da .{1,40})?"
    ),
    "nl": (
        "(?:gerelateerde|verwante|vergelijkbare|meer|andere|nieuwste|laatste|recente|populaire|aanbevolen) "
        "(?:artikelen|berichten|nieuws|posts|verhalen)|gerelateerd|lees (?:ook|meer|verder)|ook (?:lezen|interessant)|bekijk ook|"
        "zie ook|(?:dit )?vind je misschien ook (?:leuk|interessant)|misschien (?:ook )?interessant|meest (?:gelezen|bekeken|gedeeld)|"
        "het laatste(?: (?:nieuws|van|uit) .{1,40})?|laatste nieuws|populair|aanbevolen(?: voor jou)?|meer (?:over|van|uit) .{1,40}|trending"
    ),
    "sv": (
        "(?:relaterade|liknande|fler|senaste|populära|rekommenderade) (?:artiklar|inlägg|nyheter)|relaterat|läs (?:också|även|mer|vidare)|"
        "du (?:kanske|kan) (?:också|även)? ?(?:gilla[r]?|vara intresserad av)|mest (?:lästa?|populära?|delade)|senaste(?: nytt)?(?: från .{1,40})?|"
        "missa inte|populärt|mer från .{1,40}|rekommenderat"
    ),
    "da": (
        "(?:relaterede|lignende|flere|seneste|nyeste|populære|andre) (?:artikler|indlæg|nyheder)|relateret|læs (?:også|mere|videre)|"
        "mest (?:læste?|populære?|delte)|(?:det )?seneste(?: nyt)?(?: fra .{1,40})?|måske (?:kan|vil) du (?:også )?.{1,25}|mere fra .{1,40}|populært"
    ),
    "nb": (
        "(?:relaterte|lignende|flere|siste|nyeste|populære|andre) (?:artikler|innlegg|nyheter|saker)|relatert|les (?:også|mer|videre)|"
        "mest (?:leste?|populære?|delte)|siste(?: nytt)?(?: fra .{1,40})?|du (?:vil|kan) kanskje (?:også )?.{1,25}|mer fra .{1,40}|populært"
    ),
    "fi": (
        "(?:aiheeseen liittyv\\w+|samankaltaisia|muita|lisää|uusimmat|viimeisimmät|suosituimmat)(?: (?:artikkeli\\w*|uutis\\w*|juttu\\w*|kirjoitu\\w*))?|"
        "lue (?:myös|lisää|seuraavaksi)|luetuimmat|suosittelemme|saatat pitää myös"
    ),
    "is": "(?:tengdar|svipaðar|fleiri|nýjustu|vinsælustu) (?:greinar|fréttir|færslur)|tengt efni|lesa meira|lestu (?:líka|einnig|meira)|mest lesið|nýjast(?:a)?",
    "pl": (
        "(?:powiązane|podobne|inne|ostatnie|najnowsze|polecane|popularne|zobacz) (?:artykuły|wpisy|posty|teksty|wiadomości)|"
        "(?:czytaj|przeczytaj|zobacz|sprawdź) (?:też|także|również|więcej|dalej)|(?:może (?:cię|ci) )?(?:zainteresować|zainteresuje cię|się spodobać)|"
        "najczęściej czytane|najpopularniejsze|najnowsze(?: (?:z|w|na) .{1,40})?|polecamy(?: również)?|popularne|warto przeczytać"
    ),
    "cs": (
        "(?:související|podobné|další|nejnovější|poslední|doporučené|oblíbené) (?:články|příspěvky|zprávy|texty)|související|"
        "(?:čtěte|přečtěte si|viz|podívejte se) (?:také|též|i|dále|více)|mohlo by vás (?:také )?zajímat|nejčtenější(?: .{1,30})?|doporučujeme|nejnovější(?: z .{1,40})?"
    ),
    "sk": (
        "(?:súvisiace|podobné|ďalšie|najnovšie|posledné|odporúčané) (?:články|príspevky|správy|texty)|súvisiace|"
        "(?:čítajte|prečítajte si) (?:aj|tiež|viac)|mohlo by vás (?:tiež )?zaujímať|najčítanejšie(?: .{1,30})?|odporúčame"
    ),
    "hu": (
        "(?:kapcsolódó|hasonló|további|legfrissebb|legutóbbi|népszerű|ajánlott) (?:cikkek|bejegyzések|hírek|írások)|kapcsolódó|"
        "(?:olvas(?:d|sa)|nézd) (?:el )?(?:ezt is|is|még|tovább)|ez is érdekelhet\\w*|legolvasottabb\\w*(?: .{1,30})?|ajánljuk|friss(?: hírek)?"
    ),
    "ro": (
        "(?:articole|postări|știri) (?:similare|asemănătoare|recente|recomandate|populare|conexe)|(?:citește|citiți|vezi|citeşte) (?:și|şi|mai mult|mai multe|de asemenea)|"
        "(?:te-ar putea|s-ar putea să te) (?:interesa|intereseze)|(?:cele )?mai (?:citite|populare|noi)(?: .{1,30})?|ultimele (?:știri|articole)(?: .{1,40})?|recomandări"
    ),
    "ru": (
        "(?:похожие|связанные|другие|последние|новые|свежие|популярные|рекомендуемые|ещё|еще) (?:статьи|записи|материалы|новости|публикации|посты)(?: .{1,40})?|"
        "(?:читайте|смотрите|читать|смотри) (?:также|ещё|еще|далее|по теме)|по теме|материалы по теме|вам (?:также )?(?:может|могут) (?:быть )?(?:понравиться|интересно|интересны)|"
        "(?:самое|самые) (?:читаемое|читаемые|популярное|популярные|обсуждаемое)|рекомендуем(?:ые)?|популярное|последнее(?: .{1,40})?"
    ),
    "uk": (
        "(?:схожі|пов'язані|інші|останні|нові|свіжі|популярні|рекомендовані|ще) (?:статті|записи|матеріали|новини|публікації)(?: .{1,40})?|"
        "(?:читайте|дивіться|читати) (?:також|ще|далі|за темою)|за темою|вам (?:також )?може (?:сподобатися|бути цікаво)|"
        "(?:найчитаніше|найпопулярніше|популярне)|рекомендуємо|останнє(?: .{1,40})?"
    ),
    "bg": "(?:подобни|свързани|други|последни|нови|популярни|още) (?:статии|публикации|новини)|(?:прочетете|вижте|виж) (?:също|още)|най-(?:четени|популярни)(?: .{1,30})?|препоръчваме",
    "sr": "(?:повезани|слични|остали|најновији|povezani|slični|ostali|najnoviji) (?:чланци|текстови|članci|tekstovi)|(?:прочитајте|pročitajte) (?:и|још|i|još)|(?:најчитаније|najčitanije)(?: .{1,30})?",
    "hr": "(?:povezani|slični|ostali|najnoviji) (?:članci|tekstovi)|(?:pročitajte|čitajte) (?:i|još|više)|najčitanije(?: .{1,30})?|moglo bi vas zanimati",
    "el": (
        "(?:σχετικά|παρόμοια|άλλα|πρόσφατα|τελευταία|δημοφιλή|προτεινόμενα) (?:άρθρα|νέα|θέματα)|σχετικά|διαβάστε (?:επίσης|ακόμη|ακόμα|περισσότερα)|"
        "δείτε (?:επίσης|ακόμη)|μπορεί να σας (?:ενδιαφέρ\\w+|αρέσ\\w+)|τα πιο (?:διαβασμένα|δημοφιλή)|δημοφιλή"
    ),
    "tr": (
        "(?:ilgili|benzer|diğer|son|yeni|popüler|önerilen|güncel) (?:yazılar|haberler|makaleler|içerikler|gönderiler|konular)(?: .{1,40})?|ilgili (?:yazı|haber|makale|içerik)|"
        "(?:ayrıca|bunu da|bunları da|şunu da) (?:oku\\w*|bak\\w*|beğenebilirsin\\w*)|(?:bu|şu) (?:yazı|haber)(?:lar|ler)? da ilginizi çekebilir|(?:şunlar|bunlar) da (?:hoşunuza gidebilir|ilginizi çekebilir)|"
        "ilginizi çekebilir|en (?:çok (?:okunan|paylaşılan|yorumlanan)(?:lar)?|son(?: .{1,30})?|popüler(?:ler)?)|öneri(?:ler|len)?|devamını oku"
    ),
    "ar": "(?:مقالات|مواضيع|أخبار|مواد|موضوعات) (?:ذات صلة|مشابهة|متعلقة|أخرى)|ذات صلة|(?:اقرأ|إقرأ|شاهد|طالع|اقرؤوا) (?:أيضا|أيضًا|أيضاً|المزيد|كذلك)|قد يعجبك(?: أيضا| أيضًا| أيضاً)?|الأكثر (?:قراءة|مشاهدة|شعبية|تداولا)|آخر (?:الأخبار|المقالات)|المزيد من .{1,40}",
    "fa": "(?:مطالب|مقالات|نوشته‌های|اخبار|خبرهای) (?:مرتبط|مشابه|دیگر|اخیر|پیشنهادی)|(?:بیشتر|همچنین) (?:بخوانید|ببینید)|پربازدیدترین(?:‌ها)?|پربیننده‌ترین(?:‌ها)?|آخرین (?:اخبار|مطالب)",
    "he": "(?:כתבות|מאמרים|פוסטים|ידיעות) (?:קשורות|קשורים|דומות|דומים|נוספות|נוספים|אחרונות|אחרונים)|(?:קראו|קרא|קיראו|ראו) (?:גם|עוד|בהמשך)|(?:אולי )?יעניין אותך(?: גם)?|הנקראות ביותר|הנצפים ביותר",
    "hi": "(?:संबंधित|मिलती-जुलती|अन्य|ताज़ा|ताजा|लोकप्रिय) (?:लेख|खबरें|ख़बरें|समाचार|पोस्ट)|(?:यह|ये) भी (?:पढ़ें|पढ़ें|देखें)|और (?:पढ़ें|पढ़ें)|सबसे (?:ज़्यादा|ज्यादा) (?:पढ़े|पढ़े) .{1,20}",
    "vi": "(?:bài (?:viết )?|tin )(?:liên quan|mới nhất|khác|nổi bật|tương tự|cùng chủ đề)|(?:xem|đọc) (?:thêm|tiếp|nhiều nhất)|có thể bạn (?:quan tâm|thích|cũng thích)|đọc nhiều(?: nhất)?",
    "id": "(?:artikel|berita|tulisan|pos) (?:terkait|terbaru|lainnya|serupa|populer|terpopuler)|(?:baca|lihat|simak) (?:juga|selengkapnya|lainnya)|(?:anda )?mungkin (?:anda )?(?:juga )?(?:suka|menyukai|tertarik).{0,20}|terpopuler|terkini|paling (?:banyak )?dibaca",
    "zh": "(?:相关|相關|类似|類似|推荐|推薦|热门|熱門|最新|更多|延伸|其他)(?:文章|阅读|閱讀|新闻|新聞|推荐|推薦|报道|報導|内容|內容|资讯)|(?:你|您)(?:可能|也許|也许)(?:也|还|還|会|會)*(?:喜欢|喜歡|感兴趣|感興趣)|猜你喜欢|猜你喜歡|延伸閱讀|延伸阅读",
    "ja": "(?:関連|おすすめ|人気|最新|新着|類似|その他の)(?:の)?(?:記事|ニュース|投稿|エントリー|コンテンツ)|(?:こちら|あわせて|合わせて|この記事)(?:の記事)?も(?:読みたい|おすすめ|どうぞ|読まれています)|(?:よく|いま)読まれている(?:記事|ニュース)?|アクセスランキング|関連",
    "ko": "(?:관련|추천|인기|최신|다른|함께 읽을|많이 본) ?(?:글|기사|뉴스|포스트|게시물|콘텐츠)|(?:함께|더) ?(?:보면 좋은|읽어보기|읽기|보기)(?: 글| 기사)?",
}  # fmt: skip
# What is said of such a list in the middle of a text, before the link in the same paragraph.
READ_ALSO: Mapping[str, str] = {
    "en": "see (?:also|more)|related reading|watch also|suggested read(?:ing)?|(?:also )?on (?:this|our) site|you may also like|just in|also see|more on this(?: story)?|from the archives?|go deeper|explore more",
    "de": "siehe auch|lesetipp|lese-tipp|lesen sie dazu(?: auch)?|lesen sie hier",
    "fr": "pour aller plus loin",
    "es": "vea también|puedes? (?:ver|leer)|(?:lee|lea|mira|mire|conoce|ver|leer) (?:más|también|además|aquí)|sigue leyendo|más información",
    "pt": "saiba mais|confira|entenda(?: mais)?|assista",
    "it": "approfondisci|per approfondire",
    "nl": "lees hier",
    "pl": "zobacz|czytaj|sprawdź",
    "cs": "více k tématu",
    "sv": "se även",
    "ru": "см\\. также",
    "uk": "див\\. також",
    "tr": "ilgili (?:yazı|haber|makale|içerik)",
}  # fmt: skip
# The label of lists and boxes that somebody paid for.
ADVERTISEMENT: Mapping[str, str] = {
    "en": "ad|ads|advert|advertisements?|advertising|advertise with us|paid (?:content|post|partnership)|sponsored(?: (?:content|links?|post|by .{1,40}))?|"
    "promoted(?: (?:content|links?|stories))?|(?:(?:more|stories) )?from (?:around )?the web|around the web|(?:article|story) continues below(?: (?:this )?(?:ad|advertisement))?|"
    "scroll (?:down )?to continue(?: reading)?|continue reading below",
    "de": "anzeigen?|werbung|gesponsert|gesponserte inhalte|nach der (?:werbung|anzeige) weiterlesen|(?:der |dieser )?(?:artikel|text|beitrag) (?:wird|geht) nach der (?:werbung|anzeige) (?:weiter|fortgesetzt)|anzeige - weiterlesen .{1,30}",
    "fr": "publicité|annonces?|sponsorisé|contenus? sponsorisés?|la suite après (?:cette|la) publicité",
    "es": "publicidad|anuncios?|patrocinado|contenido patrocinado|continúa después de la publicidad",
    "pt": "publicidade|anúncios?|patrocinado|conteúdo patrocinado|continua (?:após|depois d)a publicidade",
    "it": "pubblicità|annuncio|sponsorizzato|contenuto sponsorizzato|continua (?:a leggere )?dopo la pubblicità",
    "nl": "advertenties?|gesponsord",
    "sv": "annons(?:er)?|reklam|sponsrat",
    "da": "annoncer?|reklame|sponsoreret",
    "nb": "annonser?|reklame|sponset",
    "fi": "mainos|mainokset|ilmoitus",
    "is": "auglýsing(?:ar)?",
    "pl": "reklamy?|ogłoszenie|artykuł sponsorowany|dalsza część artykułu pod reklamą",
    "cs": "reklamy?|inzerce",
    "sk": "reklamy?|inzercia",
    "hu": "hirdetés(?:ek)?|reklám",
    "ro": "publicitate|reclamă",
    "ru": "реклама|объявления?|на правах рекламы",
    "uk": "реклама|оголошення",
    "bg": "реклама",
    "sr": "реклама|оглас|reklama|oglas",
    "hr": "reklama|oglas",
    "el": "διαφήμιση|διαφημίσεις",
    "tr": "reklam(?:lar)?|ilan|sponsorlu(?: içerik)?",
    "ar": "إعلان(?:ات)?|اعلان(?:ات)?",
    "fa": "آگهی|تبلیغات",
    "he": "פרסומת|מודעה",
    "hi": "विज्ञापन",
    "vi": "quảng cáo",
    "id": "iklan|advertorial",
    "zh": "广告|廣告|赞助内容",
    "ja": "広告|スポンサーリンク|pr",
    "ko": "광고",
}  # fmt: skip
# The title of a table of contents.
CONTENTS: Mapping[str, str] = {
    "en": "contents|table of contents|(?:in|on) this (?:article|page|post|story)|jump to(?: section)?|what's inside|quick links|overview|toc",
    "de": "inhalt|inhaltsverzeichnis|übersicht|in diesem (?:artikel|beitrag)",
    "fr": "sommaire|table des matières|dans cet article|contenu",
    "es": "contenidos?|índice(?: de contenidos)?|tabla de contenidos?|en este artículo",
    "pt": "conteúdo|índice|sumário|neste artigo",
    "it": "indice(?: dei contenuti)?|sommario|contenuti|in questo articolo",
    "nl": "inhoud|inhoudsopgave|in dit artikel",
    "sv": "innehåll|innehållsförteckning",
    "da": "indhold|indholdsfortegnelse",
    "nb": "innhold|innholdsfortegnelse",
    "fi": "sisältö|sisällys|sisällysluettelo",
    "is": "efnisyfirlit",
    "pl": "spis treści",
    "cs": "obsah",
    "sk": "obsah",
    "hu": "tartalom|tartalomjegyzék",
    "ro": "cuprins",
    "ru": "содержание|оглавление",
    "uk": "зміст",
    "bg": "съдържание",
    "el": "περιεχόμενα",
    "tr": "içindekiler|içerik tablosu",
    "ar": "المحتويات|جدول المحتويات",
    "fa": "فهرست(?: مطالب)?",
    "he": "תוכן(?: עניינים)?",
    "hi": "विषय[- ]?सूची",
    "vi": "mục lục|nội dung",
    "id": "daftar isi",
    "zh": "目录|目錄|文章目录|内容",
    "ja": "目次",
    "ko": "목차",
}  # fmt: skip
# The label of buttons that share a page.
SHARE: Mapping[str, str] = {
    "en": "share(?: (?:this|it|on|via|with|the love)(?: .{1,30})?)?|sharing|spread the word|follow us(?: on.{0,30})?|tell (?:a|your) friends?|print|email this",
    "de": "(?:artikel |beitrag )?(?:teilen|weiterempfehlen|drucken)(?: (?:sie|mit|auf).{0,30})?|folgen sie uns",
    "fr": "partag(?:er|ez)(?: .{1,30})?|suivez-nous",
    "es": "compart(?:ir|e|elo)(?: .{1,30})?|compártelo|síguenos",
    "pt": "compartilh(?:ar|e|amento)(?: .{1,30})?|partilhar(?: .{1,30})?|siga-nos",
    "it": "condivid(?:i|ere)(?: .{1,30})?|seguici",
    "nl": "deel(?: (?:dit|deze|op).{0,30})?|delen|volg ons",
    "sv": "dela(?: .{1,30})?|följ oss",
    "da": "del(?: .{1,30})?|følg os",
    "nb": "del(?: .{1,30})?|følg oss",
    "fi": "jaa(?: .{1,30})?|seuraa meitä",
    "is": "deila(?: .{1,30})?",
    "pl": "udostępnij(?: .{1,30})?|podziel się(?: .{1,30})?",
    "cs": "sdíl(?:et|ejte)(?: .{1,30})?",
    "sk": "zdieľa(?:ť|jte)(?: .{1,30})?",
    "hu": "megosztás(?: .{1,30})?|oszd meg(?: .{1,30})?",
    "ro": "distribui(?:e|ți)(?: .{1,30})?|partajează",
    "ru": "поделиться(?: .{1,30})?|поделитесь(?: .{1,30})?",
    "uk": "поділитися(?: .{1,30})?|поширити",
    "el": "κοινοποίηση|μοιραστείτε(?: .{1,30})?",
    "tr": "paylaş(?:ın)?|bu (?:yazıyı|haberi) paylaş(?:ın)?",
    "ar": "شارك(?: .{1,30})?|مشاركة(?: .{1,30})?",
    "fa": "اشتراک(?:‌| )?گذاری",
    "he": "שתפו|שיתוף",
    "hi": "शेयर करें",
    "vi": "chia sẻ(?: .{1,30})?",
    "id": "bagikan(?: .{1,30})?",
    "zh": "分享(?:到|至)?",
    "ja": "シェア(?:する)?|共有",
    "ko": "공유(?:하기)?",
}  # fmt: skip
# The label of a form for an e-mail address.
SIGN_UP: Mapping[str, str] = {
    "en": "(?:our |the |free |weekly |daily )?newsletters?(?: sign-?up)?|(?:subscribe|sign up)(?: (?:to|for) .{1,40})?|stay (?:in touch|informed|updated|connected)",
    "de": "(?:unser )?newsletter(?: abonnieren)?|jetzt abonnieren",
    "fr": "(?:notre )?newsletter|infolettre|abonnez-vous(?: .{1,40})?",
    "es": "(?:nuestro )?(?:boletín|newsletter)|suscríbete(?: .{1,40})?",
    "pt": "newsletter|boletim|assine(?: .{1,40})?",
    "it": "newsletter|iscriviti(?: .{1,40})?",
    "nl": "(?:onze )?nieuwsbrief",
    "sv": "nyhetsbrev",
    "da": "nyhedsbrev",
    "nb": "nyhetsbrev",
    "pl": "newsletter",
    "ru": "(?:наша )?рассылка|подписка",
    "tr": "e-?bülten|bülten(?:imiz)?",
}
