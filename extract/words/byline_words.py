"""Words of bylines (values only).

BEFORE, LABELS and AND are regular expressions by language, in lower case. To add a language: what stands before a name in BEFORE, or in
LABELS where a colon follows, the word for `and` in AND, job titles in ROLES.
"""

from collections.abc import Mapping

# What stands before a name. Single words are words of sentences too, so that a name must follow.
BEFORE: Mapping[str, str] = {
    "en": (
        "(?:this )?(?:guest )?(?:post|article|story|report|blog|review|analysis|opinion|words|text|column|"
        "commentary|editorial|essay|feature|interview|op-ed|perspective|profile) (?:was |is )?"
        "(?:written |contributed |posted )?by|"
        "by|written by|posted by|published by|authored by|created by|reported by|"
        "contributed by|submitted by|posted|written|as told to|"
        "(?:view )?all posts by|more (?:(?:posts|articles|stories) )?(?:by|from)"
    ),
    "de": (
        "von|(?:geschrieben|verfasst|veröffentlicht|erstellt|gespeichert|eingestellt) von|"
        "(?:aufgezeichnet|protokolliert) von|"
        "(?:eine? )?(?:gast)?(?:beitrag|artikel|kommentar|text|interview|rezension|analyse|kolumne|essay|glosse|protokoll) von|"
        "(?:zeige )?alle (?:beiträge|artikel) von|(?:weitere|mehr) (?:beiträge|artikel) von"
    ),
    "fr": (
        "par|(?:écrit|publié|rédigé|posté|soumis) par|propos recueillis par|(?:voir )?tous les articles de|"
        "(?:entretien|interview) (?:réalisée?|menée?) par|"
        "de (?:notre|nos) (?:envoyé|correspondant)e?s?(?: spécia(?:le?|ux))?"
    ),
    "es": (
        "por|(?:escrito|publicado|redactado|postado|enviado|texto) por|texto de|ver todas las entradas de|"
        "de nuestr[oa] (?:enviad[oa](?: especial)?|corresponsal)"
    ),
    "it": (
        "di|(?:scritto|pubblicato|inviato) da|a cura di|(?:testo|articolo) di|"
        "da(?:l nostro|lla nostra) (?:inviat[oa]|corrispondente)"
    ),
    "ro": "scris de",
    "nl": "door|(?:geschreven|geplaatst|tekst|ingediend) door",
    "sv": "av|af|(?:skrevet|skriven|publicerad|publisert) a[vf]",
    "fi": "kirjoittanut",
    "is": "skrifað af|höfundur er",
    "pl": "przez|napisała?",
    "cs": "napsala?",
    "hu": "írta",
    "el": "γράφει [οη]|της|του",
    "tr": "yazan",
    "id": "oleh|ditulis oleh",
    "vi": "bởi",
    "ar": "بقلم|كتبت?|كتبه",
    "fa": "به قلم|نوشته",
    "he": "מאת",
    "th": "โดย",
}
# The shortest of them, which are cut off a text that is known to be a name.
BY: Mapping[str, str] = {
    "en": "(?:written|posted|words|story|text) by|by",
    "de": "von",
    "fr": "par",
    "es": "por",
    "it": "di",
    "nl": "door",
    "sv": "av",
}
# Kinds of texts before whose author's name the same word stands as before many others: only a person's name counts.
GENRES: Mapping[str, str] = {
    "en": (
        "(?:an? |this |the )(?:(?:guest|photo|personal|long|short|special) )?(?:essay|column|report|story|article|review|analysis|opinion|commentary|"
        "editorial|feature|interview|op-ed|perspective|profile|memoir|dispatch|reflection|reportage) by "
    ),
    "fr": (
        "(?:(?:(?:une?|la|le) )?(?:tribune|chronique|billet|édito(?:rial)?|point de vue|carte blanche|texte|reportage)|"
        "(?:une? )(?:enquête|récit|analyse|critique|essai))"
        "(?: libre)? (?:de |d['’])"
    ),
    "es": "(?:(?:una?|la|el) )?(?:tribuna|columna|editorial) de |una? (?:crónica|reportaje|artículo|análisis|ensayo|reseña) de ",
    "it": (
        "(?:(?:un[ao]?|il|l['’]) ?)?(?:editoriale|commento|corsivo) di |"
        "(?:un[ao]? |un['’] ?)(?:cronaca|inchiesta|reportage|analisi|recensione|rubrica|articolo|servizio) di "
    ),
    "pt": "(?:uma? )?(?:coluna|crônica|artigo) de |uma? (?:reportagem|análise|ensaio|resenha) de ",
}
# Kinds of texts before a colon and the name of who wrote: `Column: Jane Doe`. A subject may stand there too.
KINDS: Mapping[str, str] = {
    "en": "(?:guest )?(?:column|analysis|comment(?:ary)?|review|essay|opinion|perspective|editorial|viewpoint)",
    "de": "(?:gast)?(?:kolumne|kommentar|analyse|rezension|essay|meinung|glosse|beitrag)",
    "fr": "chronique|tribune|analyse|critique|billet|commentaire",
    "es": "columna|análisis|opinión|reseña|crónica|tribuna",
    "it": "analisi|commento|recensione|opinione|cronaca",
}
# What stands before a colon and a name.
LABELS: Mapping[str, str] = {
    "en": "interview|authors?|writers?|words|contributors?|reporters?",
    "de": "autor(?:en|in|innen|es|a|as|ka|zy)?|autor/in|text|redaktion|redakteur(?:in)?|journalist",
    "fr": "auteure?s?|texte",
    "es": "redacción|texto",
    "it": "autor[ei]|testo",
    "nl": "tekst",
    "da": "tekster",
    "sv": "författare",
    "nb": "forfatter",
    "fi": "kirjoittaja|teksti",
    "is": "höfundu(?:r|ar)|texti",
    "hu": "szerző",
    "el": "συντάκτης|συγγραφέας|κείμενο",
    "tr": "yazar|haber",
    "id": "penulis",
    "vi": "tác giả",
    "ru": "авторы?|автор статьи|текст",
    "uk": "автори",
    "zh": "作者|撰文|文|記者|记者|本报记者",
    "ja": "著者|執筆者?|筆者",
    "ko": "글|글쓴이|작성자|기자",
    "ar": "الكاتب|المؤلف|تأليف",
    "fa": "نویسنده",
    "hi": "लेखक|लेखिका",
    "bn": "লেখা|লেখক|লেখিকা|লিখেছেন|প্রতিবেদক|প্রতিবেদন",
    "ur": "تحریر|مصنف",
    "pa": "ਲੇਖਕ",
    "gu": "લેખક",
    "ta": "எழுதியவர்|ஆசிரியர்",
    "te": "రచయిత",
    "ml": "ലേഖകൻ",
    "pt": "reportagem|texto e fotos",
    "lt": "autori(?:us|ė|ai)",
    "lv": "autor[ei]|autors",
    "sl": "avtor(?:ica|ji)?|piše",
    "hr": "piše",
    "sr": "аутор|пише",
    "sq": "autori|nga",
    "he": "כתב|כתבה",
    "ka": "ავტორი",
    "hy": "հեղինակ",
    "az": "müəllif",
    "th": "ผู้เขียน",
}
COLONS = ":：／=＝"
# What others did, with the names behind it: a photographer is not the author.
OTHERS = (
    "photo(?:s|graph(?:s|y|ed|er)?|graphies?)?|fotos?|foto(?:graf|grafie|grafía)|bild(?:er)?|images?|videos?|"
    "illustrat(?:ed|ions?|ors?|ionen)|grafik|graphics?|source|quelle|fuente|fonte|edited|editing|"
    "(?:medically )?reviewed|fact[- ]checked|translat(?:ed|ion)|übersetzt|übersetzung|mitarbeit|"
    r"as told to|and others|et al\.?|pictures by|přeložila?|překlad|przełożyła?|tłumaczyła?|tłumaczenie|zdjęcia|"
    "(?:last )?updated|published|veröffentlicht|aktualisiert|фото|摄影|編集|编辑|責任編輯|责任编辑|来源|來源|사진"
)
# The same where it stands alone in brackets; elsewhere the word is of names, as of studios.
OTHERS_IN_BRACKETS = "pictures?"
AND: Mapping[str, str] = {
    "en": "and|with|&|\\+",
    "de": "und|mit",
    "fr": "et|avec",
    "es": "y|e|con",
    "nl": "en",
    "nb": "og",
    "sv": "och",
    "fi": "ja",
    "pl": "oraz|i",
    "ru": "и",
    "uk": "та",
    "tr": "ve",
    "ro": "și",
    "id": "dan",
    "vi": "và",
    "el": "και",
}
# The same in a line of capitals, where words as `DAN` are names too.
AND_IN_CAPITALS = "AND|And|UND|ET|OCH|OG|WITH|MIT|AVEC"
COMMAS = ",、，"
AGO = r"(?:sec|min|hour|hr|day|week|month|year)\w*\.?\s+ago"
DAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|today|yesterday|heute|gestern"
)
YEARS_AND_DAYS = "年月日년월일"
# What East Asian papers write behind a reporter's name: what they are, and how many more there are.
RANKS = "기자|특파원|記者|记者|編集委員|さん"
# What stands behind a Korean name and a space and says what the person is.
KOREAN_TITLES = "(?:명예|석좌|객원)?교수|변호사|논설위원|칼럼니스트|소설가|시인|평론가|연구위원|작가"
# The kind of a text in brackets before a name: `[칼럼]`.
KINDS_IN_BRACKETS = (
    "칼럼|기고|시론|사설|논단|기자수첩|특별기고|오피니언|コラム|寄稿|論説|オピニオン|评论|評論|专栏|專欄|社评|社評"
)
# Degrees and the like, which belong to the name that they stand behind.
DEGREES = (
    r"Jr|Sr|Esq|I{2,3}|IV|M\.?D|D\.?O|Ph\.?D|Psy\.?D|Ed\.?D|Pharm\.?D|J\.?D|D\.?D\.?S|D\.?M\.?D|DVM|VMD|LVT|VTS|"
    r"M\.?S|M\.?Sc|M\.?A|MBA|MPH|MSN|MSW|MFA|MPA|B\.?A|B\.?S|B\.?Sc|R\.?D|RDN|LDN?|R\.?N|F?NP|PA-C|APRN|CNS|CDCES|"
    "CDE|CPT|CSCS|D?PT|OTR|LCSW|LMFT|LPC|CPA|CFP|CFA|CPP|PSP|CISSP|PE|AIA|FA[A-Z]{2,3}|FO[A-Z]{2}|DA[A-Z]{3}|"
    "(?:E-)?RYT"
)
ORGANISATIONS = (
    "institute?|university|universität|department|ministry|association|society|foundation|team|company|cent(?:er|"
    "re)s?|group|council|committee|bureau|agency|office|llp|inc|gmbh|ltd"
)
PARTICLES = (
    "de da do dos das del della di du des la le van von vom zu zur zum den der ter ten te het 't al el bin ibn "
    "ben bint y e i of the for and und et & at af av mc mac st san auf"
)
# Words of job titles: behind a comma or in a line of its own, a text with one says what someone is.
ROLES: Mapping[str, str] = {
    "en": """
    editor editors writer reporter correspondent contributor journalist columnist author director manager founder
    co-founder cofounder chair ceo cto cfo cmo coo president chief head lead senior professor lecturer analyst
    specialist consultant strategist engineer developer designer producer coach officer executive partner attorney
    lawyer owner intern fellow researcher scientist expert blogger freelancer associate assistant vice principal
    content marketing communications copywriter desk staff
    """,
    "de": """
    redakteur redakteurin redaktionsleiter redaktionsleiterin chefredakteur chefredakteurin autorin autor journalistin
    korrespondent korrespondentin geschäftsführer geschäftsführerin gründer gründerin leiter leiterin volontär
    volontärin
    """,
    "fr": "journaliste rédacteur rédactrice envoyé envoyée correspondant correspondante",
    "es": "redactor redactora periodista enviado enviada corresponsal",
    "pt": "repórter jornalista redator redatora",
    "is": "blaðamaður ritstjóri fréttamaður",
    "it": "giornalista inviato inviata corrispondente redattore redattrice",
    "nl": "redactie redacteur redactrice verslaggever verslaggeefster",
    "tr": "muhabir muhabiri yazarı editörü",
}
# Words that stand beside these in a job title, and beside a name: `Staff Writer Jane Doe`.
ROLE_WORDS = """
    staff senior junior chief political politics news sports sport business deputy guest foreign culture national world
    local economics science health technology tech education legal diplomatic special contributing managing executive
    associate assistant freelance video digital web social our the & onze
    unser unsere unserem unserer notre nuestro nuestra
"""
# Of the job titles those that stand beside a name without a comma.
REPORTERS = """
    reporter reporters correspondent columnist journalist contributor writer redakteur redakteurin korrespondent
    korrespondentin autorin gastautor gastautorin journaliste rédacteur rédactrice correspondant correspondante periodista
    redactor redactora corresponsal giornalista inviato inviata chefredakteur chefredakteurin
    redacteur redactrice verslaggever verslaggeefster
"""
# Titles before a name, which are no part of what makes it one.
ACADEMIC = "dr prof professor mag dipl dipl.-ing dipl.-kfm ing med phil rer nat jur pol oec habil h.c hc pd univ.-prof sir dame rev fr"
# What stands where a name may stand, but names nobody: words of buttons, boxes and systems.
NO_NAMES: Mapping[str, str] = {
    "en": """
    admin administrator webmaster undefined null none unknown n/a name author authors default user root test
    on at in share tweet print email e-mail follow subscribe comments comment home blog news article
    articles updated published posted written by read more menu search login contact about facebook twitter linkedin
    instagram pinterest whatsapp reddit advertisement editorial opinion analysis feature sponsored listen save copy
    link video photos features
    """,
    "de": "vom am dem stand datum autor autoren von teilen drucken merken kommentare startseite",
    "fr": "auteur par partager imprimer",
    "es": "por compartir",
}
# What no name holds.
NOT_IN_NAMES = (
    r"字号|字號|字体|字體|分享|收藏|打印|评论|評論|朗读|スクラップ|シェア|공유|스크랩|登録|ログイン|会員|印刷|保存|関連|로그인|회원|로그아웃|登录|注册|:\s|https?:|www\.|^@|[<>{}\[\]=?!#%$€£\"“”„]|…|\.\.\.|"
    r"\b(?:min(?:ute)?s?\.? read|read(?:ing)? time|min(?:ute)?s?|lesezeit|minuten|view all|all posts|read more|"
    "learn more|about the|see all|more from|more by|follow us|sign up|log ?in|click|share|subscribe|newsletter|"
    "cookie|copyright|comments?|kommentare?|advertis|disclosure|affiliate|last (?:updated|modified)|"
    r"table of contents|privacy|skip to|your |you |we |this |is |are |was )\b|\b(?:by|from|von|par|por|authors?|"
    r"autor(?:en|es)?)\s*:?$|^(?:special|exclusive)(?:ly)? (?:to|for)\b"
)
# Behind the number of minutes or words of a text, beside its date.
LENGTHS = "min(?:ute)?s?|words?|minuten|wörter|minutos?|palabras|palavras|minuti|parole|mots|woorden|мин|минут|слов|dk|dakika"
