"""Words of lines that say who did what: who wrote, took pictures, edited, translated (values only).

WROTE and DID_OTHERWISE have the roles that East Asian bylines name before or behind a name, by language, words apart by
spaces; WRITTEN_BY has regular expressions. To add a language: its line in WROTE and DID_OTHERWISE where names stand
beside such words without a colon, else its label in LABELS of `byline_words.py`.
"""

from collections.abc import Mapping

WROTE: Mapping[str, str] = {
    "zh": (
        "记者 記者 通讯员 通訊員 作者 撰文 撰稿 撰稿人 特约撰稿 特約撰稿 文 文字 采写 採寫 采访 採訪 采访撰文 執筆 执笔"
    ),
    "ja": "取材 文 執筆 文責 著者 筆者 ライター 記者 聞き手 インタビュー インタビュアー テキスト 寄稿 リポート レポート",
    "ko": "글 글쓴이 작성자 취재 인터뷰",
}
# Who put down or put together what others said: an author where nobody wrote.
WROTE_DOWN: Mapping[str, str] = {"zh": "整理", "ja": "構成"}
# Who told it: the author where nobody else is named so.
TOLD: Mapping[str, str] = {"zh": "口述"}
# Of the roles of WROTE a name may follow without a space: `記者徐煜青`.
REPORTERS = "记者|記者|通讯员|通訊員"
DID_OTHERWISE: Mapping[str, str] = {
    "zh": (
        "图 圖 图片 圖片 图源 圖源 摄影 攝影 摄 攝 摄影师 攝影師 摄影记者 攝影記者 摄像 视频 影片 剪辑 剪輯 编辑 編輯 责编 責編 责任编辑 "
        "責任編輯 值班编辑 新媒体编辑 主编 主編 校对 校對 审核 審核 审校 編審 编审 监制 監製 译 譯 译者 譯者 翻译 翻譯 编译 編譯 来源 來源 "
        "资料来源 資料來源 出处 出處 插画 插畫 插图 插圖 设计 設計 制图 製圖 美编 美編 排版 统筹 策划"
    ),
    "ja": (
        "写真 撮影 カメラ カメラマン フォトグラファー イラスト 編集 監修 翻訳 訳 校正 デザイン 動画 映像 協力 提供 出典 画像 図版 "
        "ヘアメイク スタイリスト 編集協力 編集・構成"
    ),
    "ko": "사진 그래픽 편집 삽화 일러스트 영상 번역 디자인 출처 감수 촬영 교정 그림",
}
# What Korean papers write behind a name, and behind the names of other things.
KOREAN_RANKS = "(?:선임|수석|전문|인턴|객원|수습|시민|명예|온라인)?\\s?(?:기자|특파원|논설위원|칼럼니스트|통신원|리포터|앵커|해설위원|에디터)"
KOREAN_OUTLETS = "일보|신문|뉴스|뉴스\\d|방송|타임스|경제|저널|통신|매거진|닷컴|데일리|투데이|미디어|헤럴드|포스트|스포츠|매일|방송국|TV"
# Places that Chinese papers print behind a name without a space: `記者王承中台北3日電`.
CHINESE_PLACES = (
    "台北|臺北|新北|基隆|桃園|新竹|苗栗|台中|臺中|彰化|南投|雲林|嘉義|台南|臺南|高雄|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|馬祖|"
    "綜合|北京|上海|天津|重庆|重慶|广州|廣州|深圳|香港|澳门|澳門|武汉|南京|杭州|成都|西安|华盛顿|華盛頓|纽约|紐約|东京|東京|首爾|首尔|"
    "伦敦|倫敦|巴黎|柏林|布鲁塞尔|布魯塞爾|莫斯科|日内瓦|新加坡|曼谷|洛杉磯|洛杉矶|舊金山"
)
# Behind a reporter's name: `发自上海`.
CHINESE_SENT_FROM = "(?:发自|發自)"
CHINESE_REPORTS = "(?:综合|綜合|外電|专题|專題|即時|特稿)?(?:报道|报导|報導|報道|專電|专电|電|电)"
# What stands before `记者` and is no name: `本报`, `新华社`, `特约`.
CHINESE_OUTLETS = "^本|[社报報网網刊台]$|新闻$|新聞$|特约|特約|特派|实习|實習|见习|見習|首席|资深|資深|[驻駐]"
# The end of an agency's or a paper's name, behind which its reporter's stands without a role: `朝日新聞社 田中花子`.
EAST_ASIAN_PRESS = (
    "新聞社?|新闻社?|日报社?|日報社?|晚报|晚報|早报|早報|周刊|週刊|通信社?|通讯社|通訊社|新华社|新華社|中新社|中央社|報社|报社|放送|"
    "電視台|电视台|共同|時事|新报|新報"
)
# What stands there and is no name: kinds of texts, editions, departments, and what a paper prints.
EAST_ASIAN_NO_NAMES = (
    "社説|社论|社論|朝刊|夕刊|号外|號外|図片|图片|视频|影片|客户端|综合|綜合|快讯|快訊|电讯|電訊|独家|獨家|编辑|編輯|デジタル|"
    "速報|特集|連載|オピニオン|.*(?:部|局|課|室|版|面|報道|报道|报导|報導|電|电|讯|訊|記事|写真|取材班|編集委員会?|評論|评论|提供|社)"
)

# Within a line, behind another credit.
WRITTEN_BY: Mapping[str, str] = {
    "en": "(?:words|text|story|article|report|(?<!with )(?<!additional )reporting|interview|reported|written|authored) by",
    "de": "(?:text|bericht|interview|geschrieben|verfasst) von",
    "fr": "(?:texte|écrit|propos recueillis) (?:de|par)",
    "es": "(?:texto|escrito|redactado) (?:de|por)",
    "it": "(?:testo|scritto|articolo) (?:di|da)",
    "nl": "(?:tekst|geschreven) door",
    "pl": "napisała?",
    "cs": "napsala?",
}
# What stands before the names of those who helped whoever wrote, behind the latter's name or in a line of its own.
HELPED: Mapping[str, str] = {
    "en": (
        "(?:with )?additional (?:reporting|research|writing|contributions?|material)(?: (?:by|from))?|"
        "with (?:reporting|research|contributions?|data|files|inputs?|help|assistance) (?:by|from)|"
        "(?:research|data|contributions?|(?:research|data) (?:support|assistance)) (?:by|from)"
    ),
    "de": "(?:mit )?(?:recherchen?|unterstützung|beiträgen|zuarbeit) von|unter mitarbeit von",
    "fr": "avec (?:la (?:collaboration|contribution|participation) de|l['’]aide de|des contributions de)",
    "es": "con (?:la (?:colaboración|contribución) de|información de|aportes de)",
    "it": "con (?:la collaborazione|il contributo|l['’]aiuto) di",
    "nl": "met (?:medewerking|hulp|bijdragen) van",
}
# What begins a credit without a colon, where another credit follows: `Text Ann Arbour Foto Ben Brook`.
TEXT = "text|texte|testo|texto|tekst|teksti|words|ord|tekster"

# News agencies in lower case, which stand beside the name of whoever used their reports.
AGENCIES = (
    "reuters|ap|afp|dpa|efe|ansa|apa|sda|ats|keystone-sda|keystone-ats|belga|anp|tt|ritzau|ntb|pap|ctk|čtk|čtk/ap|mti|tass|"
    "itar-tass|ria|interfax|xinhua|kyodo|jiji|yonhap|pti|ani|ians|uni|upi|bloomberg|cp|aap|lusa|epd|kna|sid|dapd|ddp|rtr|"
    "agi|adnkronos|askanews|lapresse|anadolu|aa|iha|dha|wam|spa|mena|irna|isna|bernama|antara|associated press|ap news|"
    "the associated press|agence france-presse|agence france presse|press association|pa media|press trust of india|"
    "canadian press|the canadian press|europa press|thomson reuters|dow jones|dow jones newswires|agency|agencies|"
    "news agencies|agenzie|agences|l'afp|agence|agenturen|agentur|agencias|agencia|agências|wire services|wire reports|"
    "staff and wire reports|news services|wires|тасс|риа новости|интерфакс|агентства|رويترز|أ ف ب|وكالات|新华社|新華社|中新社|"
    "中央社|共同|共同通信|時事|時事通信|연합뉴스|뉴시스|뉴스1"
)
# What may stand before them: `mit Material von dpa`, `with inputs from PTI`.
AGENCY_REPORTS = (
    r"(?:(?:agentur)?material|inputs?|(?:additional )?reporting|reports?|files|contributions|additional material|"
    r"informations?|informationen|meldungen|información|informazioni|agenci[ae]|agence|agenzia|agência|agentur)\b"
)
# The unnamed people of a paper, joined to a person's name: `and staff`, `and our data team`.
COLLEAGUES = "staff|team|desk|newsroom|colleagues|redaktion|kollegen|rédaction|redacción|equipo|redazione|redactie"
# Words in the names of papers, broadcasters and sites, which stand behind the name of whoever works there.
OUTLET_WORDS = """
    wire news newswire press times post herald tribune gazette magazine daily weekly review chronicle observer media network
    radio tv fm online digital zeitung tageblatt anzeiger nachrichten kurier presse rundschau allgemeine tagesblatt blatt
    journal hebdo quotidien diario periódico noticias giornale corriere gazzetta notizie krant nieuws dagblad tidning
    tidningen bladet avisen today guardian telegraph independent mirror sun star globe mail standard examiner newsroom
"""
# Places of more than one word, which a dateline or a byline names beside a person.
PLACES = (
    "new york|new york city|washington dc|washington d.c.|los angeles|san francisco|san diego|hong kong|new delhi|tel aviv|"
    "buenos aires|são paulo|sao paulo|rio de janeiro|cape town|mexico city|ciudad de méxico|st. petersburg|abu dhabi|"
    "kuala lumpur|den haag|the hague|frankfurt am main|tunis city|addis ababa|las vegas|new orleans|st. louis|st. gallen|"
    "saint petersburg|tel-aviv|sri lanka|south africa|north korea|south korea|saudi arabia|new zealand|united kingdom|"
    "united states|costa rica|el salvador|puerto rico|great britain|nova scotia|new jersey|new mexico|new hampshire|"
    "north carolina|south carolina|north dakota|south dakota|west virginia|rhode island|ho chi minh city|phnom penh|"
    "san josé|san juan|santa fe|salt lake city|panama city|quezon city|bad homburg|la paz|san salvador"
)
# Statements of a company or an office, and what else stands in an author's place.
NO_PERSONS = (
    "press release|press releases|news release|media release|pressemitteilung|presseinformation|medienmitteilung|"
    "pressemeldung|presseaussendung|communiqué|communiqué de presse|comunicado|comunicado de prensa|nota de prensa|"
    "comunicato stampa|comunicato|persbericht|pressmeddelande|pressemeddelelse|pressemelding|tiedote|tisková zpráva|"
    "informacja prasowa|пресс-релиз|прес-реліз|basın bülteni|comunicado de imprensa|新闻稿|新聞稿|プレスリリース|보도자료|"
    "sponsored content|sponsored post|advertorial|anzeige|guest post|gastbeitrag|guest author|no author|various|"
    "various authors|anonymous author|author name|site admin|siteadmin|wpadmin|wp-admin|superuser|super user|demo user"
)
# Words of sections and headings: a bare pair of capitalised words with one beside a date is no name.
SECTION_WORDS = """
    press release releases news update updates report reports review reviews policy politics sports sport business
    technology science health world local national international event events market markets company product products
    story stories interview interviews media notes climate energy culture opinion economy finance education lifestyle travel
    food announcement announcements insights research research case study studies guide guides tips topics category series
    issue volume edition vol ausgabe aktuelles nachrichten pressemitteilung pressemitteilungen mitteilung meldung meldungen
    termine veranstaltung veranstaltungen bericht berichte presse actualité actualités communiqué dossier noticias actualidad
    comunicado notizie comunicato posted published updated open house week month day year
"""
