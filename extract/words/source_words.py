"""How texts say where they were first published (values only).

Regular expressions over lower-case text, by language. A phrase of FIRST says it wherever it stands; a word of LABEL says
it before a colon at the start or end of a text; LINK_CUES and READ_MORE say it in a last paragraph, beside a link to
another site. To add a language: its line in each table, and in STEMS a part of a word that each phrase of FIRST holds.
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

# What stands in a last paragraph beside the link to where the whole text is.
LINK_CUES: Mapping[str, str] = {
    "en": "read|continue|full|source|originally|original|first (?:appeared|published)|via|here",
    "de": "(?:weiter|hier|mehr)? ?lesen|weiterlesen|lesen sie|quelle|hier|original\\w*|zuerst|vollständig\\w*|ganzen?|erschienen",
    "fr": "lire|lisez|suite|source|ici|original\\w*|intégral\\w*|cliquez|paru",
    "es": "leer|lea|lee|leyendo|fuente|aquí|original\\w*|complet[oa]|clic",
    "pt": "ler|leia|lendo|fonte|aqui|original\\w*|complet[oa]|íntegra|clique",
    "it": "leggi|leggere|leggete|continua|fonte|qui|original\\w*|complet[oa]|integrale|clicca",
    "nl": "lees|lezen|verder|bron|hier|original\\w*|origineel|oorspronkelijk\\w*|volledig\\w*|klik",
    "sv": "läs|läsa|källa|här|original\\w*|hela|fortsätt",
    "da": "læs|læse|kilde|her|original\\w*|hele|fortsæt",
    "nb": "les|lese|kilde|her|original\\w*|hele|fortsett",
    "fi": "lue|jatka|lähde|tästä|täältä|alkuperäi\\w+|koko",
    "is": "lesa|lestu|lesið|heimild|hér|upprunaleg\\w*|áfram",
    "pl": "czytaj|przeczytaj|czytać|źródło|tutaj|tu|oryginał\\w*|całość|cały|kliknij|więcej",
    "cs": "čtěte|číst|přečt\\w+|zdroj|zde|tady|původní|originál\\w*|celý|pokračov\\w+",
    "sk": "čítajte|čítať|prečít\\w+|zdroj|tu|pôvodný|originál\\w*|celý|pokračov\\w+",
    "hu": "olvas\\w*|tovább|forrás|itt|eredeti\\w*|teljes|folytatás\\w*|kattints\\w*",
    "ro": "citește|citiți|citeşte|continuare\\w*|sursa|sursă|aici|original\\w*|integral\\w*|click",
    "ru": "читать|читайте|прочитать|далее|дальше|источник|здесь|тут|оригинал\\w*|полностью|продолжение|подробнее",
    "uk": "читати|читайте|прочитати|далі|джерело|тут|оригінал\\w*|повністю|продовження|докладніше|детальніше",
    "bg": "чети|четете|прочетете|прочети|още|източник|извор|тук|оригинал\\w*|цялата|продължава|продължение",
    "sr": "прочитајте|читај\\w*|даље|извор|овде|оригинал\\w*|pročitajte|čitaj\\w*|dalje|izvor|ovde|original\\w*",
    "hr": "pročitajte|čitaj\\w*|dalje|više|izvor|ovdje|izvorni\\w*|original\\w*|cijeli",
    "el": "διαβάστε|διάβασε|συνέχεια|πηγή|εδώ|πρωτότυπο|ολόκληρο|περισσότερα",
    "tr": "devamı\\w*|tıkla\\w*|oku(?:yun|yunuz|mak)?|kaynak|tamamı\\w*|buradan|orijinal\\w*|aslı\\w*",
    "ar": "اقرأ|إقرأ|لقراءة|للقراءة|المزيد|المصدر|هنا|الأصلي|الأصل|كاملا|كاملاً|بقية|اضغط",
    "fa": "ادامه|بخوانید|بخوان|مطالعه|منبع|اینجا|این‌جا|کامل|اصلی",
    "he": "קרא|קראו|המשך|להמשך|לקריאה|מקור|כאן|המלא|המקורי\\w*",
    "hi": "प(?:\u095d|\u0922\u093c)ें|और|स्रोत|यहाँ|यहां|पूरा|पूरी|मूल",
    "bn": "পড়ুন|পড়ুন|আরও|সূত্র|এখানে|বিস্তারিত",
    "ur": "پڑھیں|مزید|ماخذ|یہاں|مکمل",
    "vi": "đọc|xem|nguồn|tại đây|ở đây|gốc|đầy đủ|tiếp",
    "id": "baca|selengkapnya|lanjut\\w*|sumber|di sini|disini|asli|lengkap",
    "ms": "baca|selanjutnya|lagi|sumber|di sini|asal|penuh",
    "zh": "阅读|閱讀|继续|繼續|全文|更多|原文|来源|來源|点击|點擊|这里|這裡|查看",
    "ja": "続き|全文|もっと|読む|原文|元記事|出典|こちら|ここ",
    "ko": "더 ?보기|더 ?읽기|계속|전문|원문|출처|여기|자세히|이어서",
    "th": "อ่าน|ต่อ|เพิ่มเติม|ที่มา|แหล่งที่มา|ที่นี่|ฉบับเต็ม",
}  # fmt: skip
# The whole of a paragraph that leads to where the whole text is; behind some stands the name of the other site.
READ_MORE: Mapping[str, str] = {
    "en": (
        "(?:(?:please )?(?:click|tap) (?:here|the link|below) to )?(?:read|continue|keep|see|view)(?: reading)?(?: (?:more|on|further))?(?: (?:the|this|our|his|her|their))?"
        "(?: (?:full|whole|rest of the|rest of this|complete|entire|original|remainder of the))?(?: (?:article|story|post|essay|piece|text|report|analysis|commentary|interview|column|op-ed|review|paper|version|here))*(?: reading)?"
        "(?: (?:here|now|at|on|in|from|via) ?.{0,60})?|(?:the )?(?:full|original|complete) (?:article|story|post|essay|piece|text|report|version)(?: (?:is|can be (?:found|read)|appeared|available))?(?: (?:here|at|on|in) ?.{0,60})?|for (?:more|the full .{1,20})(?:,? (?:click|see|read|visit))?(?: here)?(?: .{0,40})?|more here"
    ),
    "de": "(?:hier )?(?:jetzt )?(?:zum )?(?:weiter ?lesen|weiterlesen)(?: (?:hier|bei|auf|in|im|unter|beim) ?.{0,60})?|(?:hier )?mehr(?: (?:lesen|dazu|erfahren|hier))?(?: (?:bei|auf|in|im|unter) .{1,60})?|lesen sie (?:hier )?(?:mehr|weiter|den (?:ganzen|vollständigen|kompletten) .{1,20})(?: (?:hier|bei|auf|in|im) ?.{0,60})?|"
    "(?:hier (?:geht es|geht's) )?(?:zum|den) (?:ganzen|vollständigen|kompletten|original)? ?-?(?:artikel|text|beitrag|original|originalartikel|originaltext|originalbeitrag)(?: (?:hier )?(?:lesen|weiterlesen))?(?: .{0,40})?|(?:der )?(?:ganze|vollständige|komplette) (?:artikel|text|beitrag)(?: .{0,40})?",
    "fr": "(?:cliquez ici pour )?(?:lire|lisez|voir|continuer)(?: (?:la|à lire))?(?: (?:suite|plus|davantage|l'article(?: complet| intégral| original| entier)?|l'intégralité(?: de l'article)?|le texte (?:complet|intégral)|la suite de l'article|la lecture))?(?: (?:ici|sur|dans|chez) ?.{0,60})?|(?:la )?suite(?: (?:de l'article|ici))?(?: (?:sur|dans) .{1,60})?|en savoir plus(?: .{0,40})?|l'article (?:complet|intégral|original)(?: .{0,40})?",
    "es": "(?:haga clic aquí para |pulse aquí para |clic aquí para )?(?:leer|lea|lee|sigue|siga|seguir|continuar|continúe|ver|ampliar)(?: (?:leyendo|más|aquí))?(?: (?:el|la|este))?(?: (?:artículo|nota|texto|noticia|original|completo|completa|íntegro))*(?: (?:aquí|en|aqui) ?.{0,60})?|(?:el )?artículo (?:completo|original)(?: .{0,40})?",
    "pt": "(?:clique aqui para )?(?:ler|leia|continue|continuar|veja|ver|saiba)(?: (?:lendo|a ler|mais|aqui))?(?: (?:o|a|este))?(?: (?:artigo|texto|matéria|notícia|original|completo|completa|na íntegra|íntegra))*(?: (?:aqui|em|no|na) ?.{0,60})?|(?:o )?artigo (?:completo|original)(?: .{0,40})?",
    "it": "(?:clicca qui per )?(?:leggi|leggere|continua|prosegui|vai)(?: (?:a leggere|la lettura|tutto|di più|qui|ancora))?(?: (?:l'articolo|il testo|articolo|all'articolo))?(?: (?:completo|originale|intero|integrale))?(?: (?:qui|su|sul|sulla|in|nel) ?.{0,60})?|(?:l')?articolo (?:completo|originale)(?: .{0,40})?",
    "nl": "(?:klik hier om )?(?:lees|verder|doorlezen)(?: (?:meer|verder|hier|lezen|het|de))*(?: (?:hele|volledige|originele|artikel|verhaal|stuk|tekst))*(?: (?:hier|op|bij|in) ?.{0,60})?",
    "sv": "(?:klicka här för att )?(?:läs|läsa|fortsätt)(?: (?:mer|vidare|läsa|hela|här))*(?: (?:artikeln|texten|originalet|inlägget))?(?: (?:här|på|i|hos) ?.{0,60})?",
    "da": "(?:klik her for at )?(?:læs|læse|fortsæt)(?: (?:mere|videre|hele|med at læse|her))*(?: (?:artiklen|teksten|originalen|indlægget))?(?: (?:her|på|i|hos) ?.{0,60})?",
    "nb": "(?:klikk her for å )?(?:les|lese|fortsett)(?: (?:mer|videre|hele|å lese|her))*(?: (?:artikkelen|saken|teksten|originalen|innlegget))?(?: (?:her|på|i|hos) ?.{0,60})?",
    "fi": "(?:lue|jatka)(?: (?:lisää|koko|lukemista|alkuperäinen))*(?: (?:juttu|artikkeli|teksti|kirjoitus))?(?: (?:tästä|täältä|täällä|osoitteessa) ?.{0,60})?",
    "is": "(?:lesa|lestu|lesið)(?: (?:meira|áfram|nánar|alla|greinina|hér))*(?: (?:hér|á|í) ?.{0,60})?",
    "pl": "(?:kliknij,? (?:tutaj,? )?(?:aby|by) )?(?:czytaj|przeczytaj|czytać|zobacz)(?: (?:dalej|więcej|całość|cały|całą|oryginał|oryginalny|artykuł|tekst|resztę|tutaj|tu))*(?: (?:na|w|tutaj) ?.{0,60})?|(?:dalszy ciąg|więcej|cały (?:artykuł|tekst)|ciąg dalszy)(?: (?:na|w|tutaj) ?.{0,60})?",
    "cs": "(?:čtěte|číst|přečtěte si|přečíst|pokračovat|pokračování|více)(?: (?:dále|dál|více|ve čtení|celý|původní|článek|článku|text|zde))*(?: (?:na|zde|v) ?.{0,60})?|celý (?:článek|text)(?: .{0,40})?",
    "sk": "(?:čítajte|čítať|prečítajte si|prečítať|pokračovať|pokračovanie|viac)(?: (?:ďalej|viac|v čítaní|celý|pôvodný|článok|článku|text|tu))*(?: (?:na|tu|v) ?.{0,60})?|celý (?:článok|text)(?: .{0,40})?",
    "hu": "(?:olvas(?:s|sa|d|ás)?|olvassa|olvasd|tovább|folytatás)(?: (?:tovább|el|a|az|még|többet|teljes|eredeti|cikk\\w*|írás\\w*|itt|ide kattintva))*(?: (?:a|az|itt) .{1,30})?",
    "ro": "(?:citește|citeşte|citiți|citiţi|continuă)(?: (?:mai mult|mai multe|mai departe|continuarea|tot|întregul|integral|articolul|textul|lectura|aici))*(?: (?:aici|pe|în) ?.{0,60})?",
    "ru": "(?:читать|читайте|прочитать|смотреть)(?: (?:далее|дальше|полностью|весь|всю|оригинал|статьи|статью|текст|материал|продолжение|подробнее|целиком|здесь|тут))*(?: (?:на|в|здесь) ?.{0,60})?|(?:подробнее|далее|продолжение|полный текст|оригинал)(?: (?:статьи|материала|здесь|тут|читайте))*(?: (?:на|в) .{1,60})?",
    "uk": "(?:читати|читайте|прочитати|дивитися)(?: (?:далі|повністю|увесь|весь|всю|оригінал|статтю|текст|матеріал|продовження|докладніше|детальніше|тут))*(?: (?:на|в|у|тут) ?.{0,60})?|(?:докладніше|детальніше|далі|продовження|повний текст|оригінал)(?: (?:статті|тут|читайте))*(?: (?:на|в|у) .{1,60})?",
    "bg": "(?:чети|четете|прочети|прочетете|виж|вижте)(?: (?:още|повече|нататък|цялата|целия|статия|статията|текст|тук|оригинала))*(?: (?:на|в|тук) ?.{0,60})?",
    "sr": "(?:прочитајте|читајте|настави|pročitajte|čitajte|nastavi)(?: (?:више|даље|цео|текст|чланак|читање|овде|više|dalje|ceo|tekst|članak|čitanje|ovde))*(?: .{0,40})?",
    "hr": "(?:pročitajte|čitajte|nastavi)(?: (?:više|dalje|cijeli|tekst|članak|čitati|ovdje))*(?: .{0,40})?",
    "el": "(?:διαβάστε|διάβασε|συνέχεια|συνεχίστε)(?: (?:περισσότερα|τη συνέχεια|ολόκληρο|όλο|το|άρθρο|την ανάγνωση|εδώ|ανάγνωσης))*(?: (?:εδώ|στο|στην|στη) ?.{0,60})?",
    "tr": "(?:(?:yazının|haberin|makalenin|metnin|içeriğin|röportajın|analizin)? ?(?:devamı|devamını|tamamı|tamamını|aslı|orijinali|tam metni)(?:nı|na)? ?(?:için|okumak için|okuyun|oku|ulaşmak için|burada|görmek için)?(?: (?:lütfen )?(?:buraya |buradan |linke |bağlantıya )?(?:tıklayınız|tıklayın|tıkla|bakınız|okuyun|okuyunuz))?|(?:buraya|buradan) tıklayın(?:ız)?|"
    "daha fazla(?:sı)? ?(?:oku(?:yun)?|için tıklayın(?:ız)?)?|okumaya devam et(?:in|mek için tıklayın(?:ız)?)?|(?:okumak|devam etmek) için tıklayın(?:ız)?)(?: .{0,30})?",
    "ar": "(?:اقرأ|إقرأ|لقراءة|للقراءة|تابع|لمتابعة|اضغط هنا لقراءة|المزيد)(?: (?:المزيد|بقية|باقي|كامل|المقال|المقالة|النص|الأصلي|الأصل|القراءة|كاملا|كاملاً|الخبر|هنا|من|على|التفاصيل|المصدر|اضغط|موقع|صحيفة|مجلة))*(?: (?:في|على|من) (?:موقع|صحيفة|مجلة) .{1,40})?",
    "fa": "(?:ادامه|متن|مطالعه|برای|بیشتر)(?:‌ی)?(?: (?:ادامه|مطلب|مقاله|خبر|کامل|اصلی|بخوانید|را|خواندن|متن|اینجا|کلیک|کنید|در))*(?: .{0,40})?",
    "he": "(?:קרא|קראו|המשך|להמשך|המשיכו|לקריאת|לקריאה|לכתבה|למאמר)(?: (?:עוד|קריאה|לקרוא|קריאת|את|המאמר|הכתבה|המלא|המלאה|המקורי|כאן|ב))*(?: .{0,40})?",
    "hi": "(?:और|आगे|पूरा|पूरी|मूल)(?: (?:लेख|खबर|ख़बर|प(?:\u095d|\u0922\u093c)ें|यहाँ|यहां|प(?:\u095d|\u0922\u093c)ने|पढ़ने|के|लिए|क्लिक|करें))+",
    "bn": "(?:আরও|বিস্তারিত|পুরো|বাকি)(?: (?:পড়ুন|পড়ুন|লেখাটি|খবর|এখানে))+",
    "ur": "(?:مزید|مکمل|باقی)(?: (?:پڑھیں|پڑھئے|مضمون|خبر|تحریر|یہاں|کے|لیے|کلک|کریں))+",
    "vi": "(?:đọc|xem)(?: (?:thêm|tiếp|toàn bộ|đầy đủ|bài|gốc|bài viết|tại đây|chi tiết|nguyên văn))*(?: (?:tại|trên|ở) ?.{0,60})?",
    "id": "(?:baca|lanjutkan|klik di sini untuk|klik untuk|lihat)(?: (?:membaca|selengkapnya|selanjutnya|lebih lanjut|lagi|artikel|tulisan|asli|lengkap|lengkapnya|di sini|disini))*(?: (?:di|pada) ?.{0,60})?|selengkapnya(?: .{0,40})?",
    "zh": "(?:点击|點擊|点此|點此|按此)?(?:这里|這裡|此处|此處)?(?:继续|繼續)?(?:阅读|閱讀|查看|看)(?:更多|全文|原文|完整|余下|剩余|文章|报道|報導|内容|內容)*|(?:原文|全文|更多)(?:链接|連結|地址|在此|请看|請看|阅读|閱讀|见|見|内容)*",
    "ja": "(?:記事の|この|本文の)?(?:続き|全文|もっと|元記事|原文|詳細|詳しく)(?:は|を|の)?(?:こちら|読む|見る|ここ|から|続き|全文|記事|で|ご覧|ください|を|へ)*",
    "ko": "(?:기사 )?(?:더|계속|이어서|전문|원문|전체|자세히)(?: ?(?:보기|읽기|읽어 ?보기|기사|글|는|은|여기|에서|읽으려면|보려면|클릭|하세요))*",
    "th": "(?:อ่าน|ดู)(?:ต่อ|เพิ่มเติม|ฉบับเต็ม|บทความ|ต้นฉบับ|ทั้งหมด|ได้ที่|ที่นี่|ที่| )*.{0,30}",
}  # fmt: skip

# Addresses that pass a page on, or lead to who wrote it, wherever they stand.
NO_SOURCE = (
    r"/(?:sharer?|intent|share-?article|pin/create|spi/shares|submit)\b|//(?:www\.|m\.)?(?:facebook|twitter|x|instagram|"
    r"linkedin|pinterest|reddit|whatsapp|telegram|tiktok|threads|xing|diigo)\.(?:com|net|org|me)\b|//(?:wa|t|fb)\.me/"
)
