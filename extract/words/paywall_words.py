"""What pages print where a text breaks off for those who have not paid or signed in (values only).

Regular expressions over lower-case text with single spaces, by language. An invitation to subscribe does not count; it
must say that there is more to read, or for whom the rest is kept. To add a language: its line in GATES and MORE, and
in STEMS a part of each phrase of GATES.
"""

from collections.abc import Mapping

GATES: Mapping[str, str] = {
    "ar": "(?:بقية|باقي|تتمة) (?:المقال|الخبر|المادة).{0,30}(?:للمشتركين|المشتركين)|متاح(?:ة)? (?:فقط )?للمشتركين|اشترك(?:وا)? (?:الآن )?ل(?:قراءة|متابعة|مواصلة)|"
    "للمشتركين فقط|لمواصلة القراءة|لمتابعة القراءة|لقراءة المقال كامل",
    "cs": "(?:zbytek|pokračování|celý) (?:článku|textu|článek|text).{0,40}předplatitel|předplaťte si .{0,30}(?:čt[eě]|přečt)|zbývá (?:vám )?(?:ještě )?\\d{1,3} ?%|"
    "(?:pouze|jen) pro předplatitele|pokračování článku (?:je )?(?:jen )?pro|chcete číst dál",
    "da": "resten af (?:artiklen|historien|teksten).{0,30}abonnent|(?:artiklen|indholdet) er (?:kun )?for abonnenter|bliv abonnent (?:og|for at) læs|"
    "(?:kun|forbeholdt) for abonnenter|forbeholdt abonnenter|for at læse (?:videre|resten|hele)|læs videre med",
    "de": "(?:der rest|die fortsetzung|der vollständige (?:text|artikel)) .{0,50}(?:abonnent|abonnement|abo\\b|registriert|mitglieder)|nur für mitglieder|lesen sie (?:den ganzen|den vollständigen) (?:artikel|text|beitrag) mit|(?:diesen|den) (?:artikel|beitrag|text) (?:jetzt )?(?:weiterlesen|freischalten|entsperren)|weiter ?lesen mit|"
    "jetzt weiterlesen|weiterlesen mit|um weiterzulesen|um (?:den|diesen) (?:ganzen |vollständigen )?"
    "(?:artikel|beitrag) (?:weiter)?zu ?lesen|(?:nur|exklusiv) für (?:unsere )?abonnent|"
    "(?:artikel|beitrag|inhalt) ist (?:nur|exklusiv) für|noch \\d{1,3} ?% des artikels",
    "el": "(?:η συνέχεια|το υπόλοιπο).{0,40}συνδρομητ|αποκλειστικά για συνδρομητές|διαβάστε τη συνέχεια με συνδρομή|"
    "μόνο για συνδρομητές|για να συνεχίσετε την ανάγνωση",
    "en": "(?:the )?(?:rest|remainder|continuation|full (?:text|version|article|story)) (?:of (?:this|the) (?:article|story|post|piece|text|essay) )?(?:is|are) (?:only |exclusively )?(?:available |accessible |reserved |visible |open )?(?:only |exclusively )?(?:to|for) (?:our )?(?:paid |paying |premium |digital |registered )?(?:subscribers|members)|(?:subscribe|log in|sign in|register|sign up|join|become an? (?:[\\w-]+ )?(?:member|subscriber))(?: now| today| or (?:log in|sign in|subscribe|register))? (?:to|and) (?:read|unlock|see|access) (?:on\\b|the (?:rest|full|whole|entire|complete)|this (?:article|story|post|piece)|(?:the )?(?:full|entire|whole))|this (?:is a|article is|content is|story is) (?:premium|subscriber[- ]only|members?[- ]only|subscribers?[- ]exclusive|locked)|you(?:'ve|’ve| have) (?:read|used|reached) (?:all )?(?:of )?your (?:last |final |\\d{1,2} |monthly )?free|(?:for|to) (?:paying |paid |registered )?(?:subscribers|members) only|available (?:only |exclusively )?to (?:our )?(?:paid |paying |premium |digital )?(?:subscribers|members)|"
    "to (?:continue|keep) reading|keep reading with|continue reading (?:with|by|for) |"
    "to read the (?:full|rest of|whole|complete) ?(?:the |this )?(?:story|article|post|piece)|"
    "(?:article|story|content|post|piece) is (?:only |exclusively )?(?:available |reserved |exclusive )?(?:only |"
    "exclusively )?(?:to|for) (?:our )?(?:paid |paying |premium |digital )?(?:subscribers|members)|"
    "(?:paid|paying|premium) subscribers only|subscribers? only (?:content|article|story)|"
    "reached your (?:monthly |free )?(?:article )?limit|unlock (?:this|the full|the rest of) |"
    "read your (?:last|final|\\d{1,2}) free article|\\d{1,3}(?:\\.\\d\\d?)? ?% of th(?:is|e) article (?:left|remain)",
    "es": "(?:el resto|la continuación|el texto completo) (?:de (?:este|el) (?:artículo|texto) |del (?:artículo|texto) )?(?:está|es) .{0,40}suscriptor|suscr[íi]bete (?:para|y) (?:seguir|leer|continuar|acceder)|te queda(?:n)? (?:por leer )?(?:el |un )?\\d{1,3} ?%|"
    "(?:exclusiv[oa]s?|reservad[oa]s?|s[oó]lo) (?:para|a) (?:los |nuestros )?suscriptores|"
    "para (?:seguir|continuar) leyendo|para leer (?:el artículo|la noticia) complet",
    "fi": "(?:loput|loppuosa|koko) (?:juttu|artikkeli|jutusta|artikkelista).{0,30}tilaaj|(?:juttu|artikkeli) on (?:vain )?tilaajille|"
    "vain tilaajille|jatkaaksesi lukemista|tilaa ja lue",
    "fr": "(?:la suite|l['’]intégralité|le reste) (?:de (?:cet|l['’]) ?(?:article|texte) )?(?:est )?.{0,30}(?:abonnés|abonnement|inscri)|abonnez-vous (?:pour|et) (?:lire|continuer|accéder|poursuivre)|"
    "la suite (?:de cet article |de l['’]article )?est (?:réservée|accessible)|réservé aux abonnés|"
    "il vous reste \\d{1,3}(?:[.,]\\d\\d?)? ?% de cet article|pour (?:lire la suite|continuer (?:la|votre) lecture)|"
    "pour lire (?:l['’]intégralité|la totalité)",
    "he": "(?:המשך|יתרת|שאר) (?:הכתבה|המאמר|הטקסט).{0,30}(?:למנויים|מנויים)|למנויים בלבד|להמשך קריאה",
    "is": "(?:restin|framhald) .{0,30}áskrifend|"
    "(?:aðeins|eingöngu) fyrir áskrifendur|til að (?:lesa áfram|halda áfram að lesa)",
    "hi": "(?:केवल|सिर्फ) (?:सदस्यों|सब्सक्राइबर|ग्राहकों) के लिए|पढ़ना जारी रखने के लिए|पूरी खबर पढ़ने के लिए",
    "hu": "(?:a )?(?:cikk|írás|szöveg) (?:folytatása|többi része|teljes).{0,30}(?:előfizet|regisztr)|csak előfizető|"
    "csak előfizetőknek|az olvasás folytatásához|a cikk folytatásához",
    "id": "(?:kelanjutan|selengkapnya|sisa) (?:artikel|berita|tulisan).{0,30}(?:pelanggan|berlangganan)|hanya (?:untuk|tersedia bagi) (?:pelanggan|anggota)|"
    "untuk (?:melanjutkan|terus) membaca|khusus (?:untuk )?pelanggan",
    "it": "(?:il resto|il seguito|la continuazione|il testo completo) .{0,40}abbonat|abbonati (?:per|e) (?:leggere|continuare|proseguire)|(?:ti )?rest(?:a|ano) (?:da leggere )?(?:il |ancora )?\\d{1,3} ?%|"
    "(?:riservat[oi]|esclusiv[oi]) (?:agli|per gli|ai soli) abbonati|per continuare a leggere|"
    "per leggere (?:tutto )?l['’]articolo|(?:solo|soltanto) per (?:gli )?abbonati",
    "ja": "(?:この先|以降|続き)は.{0,20}(?:会員|有料|購読)|有料会員.{0,10}(?:のみ|だけ|限定)|この記事は(?:会員|有料)|"
    "(?:会員|有料)(?:会員)?限定(?:記事|です)|この記事は有料|残り ?[:：]? ?[\\d,]{2,7} ?文字|続きを(?:読む|お読みいただく)には|"
    "続きは(?:有料|会員)",
    "ko": "(?:나머지|이후|전체) ?(?:내용|기사|글).{0,20}(?:구독|회원|유료)|구독자 전용|(?:구독|로그인)(?:하고|하면|해야|후) .{0,20}(?:읽|볼)|"
    "계속 읽으려면|이어서 읽으려면|(?:유료|구독자|회원) ?전용 (?:기사|콘텐츠)|구독자만 ",
    "nb": "resten av (?:artikkelen|saken|teksten).{0,30}abonnent|(?:saken|artikkelen) er (?:kun |bare )?for abonnenter|bli abonnent (?:og|for å) les|"
    "for å (?:lese videre|fortsette å lese|lese (?:hele|resten))|(?:kun|bare) for abonnenter",
    "nl": "(?:de rest|het vervolg) van (?:dit|het) (?:artikel|verhaal).{0,40}(?:abonnee|leden)|(?:dit|het) artikel is (?:alleen|exclusief)|word (?:abonnee|lid) (?:en|om) .{0,20}(?:lees|lezen)|lees (?:het hele|dit) (?:artikel|verhaal) met|"
    "(?:alleen|exclusief) voor abonnees|om (?:verder|dit artikel) te lezen|verder lezen\\?|lees verder met",
    "pl": "(?:dalsz\\w+ (?:ciąg|część)|reszta|pełn\\w+ (?:treść|wersja|tekst)|cał\\w+ (?:tekst|artykuł)) .{0,40}(?:prenumerator|subskrybent|abonent|zalogowan)|(?:artykuł|treść|tekst) (?:jest )?dostępn\\w+ (?:tylko |wyłącznie )?(?:dla|po|w)|(?:tylko|wyłącznie) dla (?:abonentów|zalogowanych)|"
    "(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów)|aby (?:czytać dalej|przeczytać cały)|"
    "pozostało \\d{1,3} ?% (?:tekstu|artykułu|treści)",
    "pt": "(?:o restante|a continuação|o texto completo|o resto) .{0,40}assinante|assine (?:para|e) (?:ler|continuar|acessar)|resta(?:m)? \\d{1,3} ?%|"
    "(?:exclusiv[oa]s?|restrit[oa]s?|reservad[oa]s?|s[oó]) (?:para|a|aos) (?:os |nossos )?assinantes|"
    "para continuar (?:lendo|a ler|a leitura)",
    "ro": "(?:restul|continuarea) (?:articolului|textului).{0,40}(?:abonați|abonament)|(?:exclusiv|numai) pentru abonați|abonează-te (?:pentru|și) .{0,20}cit|"
    "doar pentru abonați|pentru a (?:citi în continuare|continua lectura)",
    "ru": "(?:продолжение|окончание|полн\\w+ (?:версия|текст)|весь текст|остальн\\w+|материал|статья|текст|контент)\\b.{0,40}(?:доступ\\w+|открыт\\w*|читайте|только|предназначен\\w*) .{0,40}(?:подписчик\\w*|по подписке|зарегистрированн\\w*|платн\\w+)|(?:доступ\\w*|открыт\\w*|читать) (?:только )?(?:по подписке|подписчикам|для подписчиков)|(?:оформите|купите|приобретите) подписку,? (?:чтобы|и чита)|осталось (?:прочитать )?\\d{1,3} ?%|(?:войдите|зарегистрируйтесь|подпишитесь),? чтобы (?:читать|прочитать|продолжить|дочитать)|"
    "только для подписчиков|чтобы (?:продолжить чтение|читать дальше|дочитать|прочитать полностью)",
    "sv": "resten av (?:artikeln|texten).{0,30}prenumerant|(?:artikeln|innehållet) är (?:endast|bara|enbart|exklusiv\\w*) för|bli prenumerant (?:och|för att) läs|endast för (?:dig som är )?prenumerant|"
    "(?:endast|bara) för prenumeranter|för att (?:läsa vidare|fortsätta läsa|läsa hela)",
    "tr": "(?:yazının|haberin|makalenin|içeriğin) (?:devamı|tamamı|geri kalanı).{0,30}abone|(?:sadece|yalnızca) (?:abonelere|üyelere|üyeler)|abonelere özel|(?:abone|üye) ol(?:un|arak)?,? .{0,30}(?:devamını|tamamını) oku|"
    "(?:sadece|yalnızca) aboneler|okumaya devam etmek için|devamını okumak için",
    "uk": "(?:продовження|закінчення|повн\\w+ (?:версія|текст)|весь текст|решта|матеріал|стаття|контент)\\b.{0,40}(?:доступн\\w+|відкрит\\w*|читайте|лише|тільки) .{0,40}(?:передплатник\\w*|підписник\\w*|за передплатою|за підпискою|зареєстрован\\w*)|(?:доступн\\w*|відкрит\\w*) (?:лише |тільки )?(?:за передплатою|за підпискою|передплатникам|підписникам)|лише для (?:передплатників|підписників)|оформіть (?:передплату|підписку),? (?:щоб|і чита)|"
    "тільки для передплатників|щоб (?:продовжити читання|читати далі)",
    "vi": "(?:phần còn lại|nội dung đầy đủ) .{0,30}(?:thuê bao|hội viên|đăng ký)|chỉ dành cho (?:hội viên|thuê bao|thành viên)|đăng ký để đọc|"
    "để (?:đọc tiếp|tiếp tục đọc)|dành (?:riêng )?cho (?:hội viên|thuê bao)",
    "zh": "(?:余下|剩余|以下|后续|後續|全文)(?:内容|內容)?(?:仅|僅|只)?(?:限|供|对|對).{0,10}(?:订阅|訂閱|会员|會員|付费|付費)|(?:仅|僅|只)(?:限|供).{0,6}(?:订阅者|訂閱者|会员|會員|付费|付費)|(?:成为|成為)(?:会员|會員).{0,10}(?:继续|繼續|阅读|閱讀)|"
    "(?:订阅|登录|登入|訂閱|付费|付費|注册|註冊)(?:后|後|以|即可)?(?:继续|繼續|阅读全文|閱讀全文|解锁|解鎖)|"
    "(?:会员|會員|订阅者?|訂閱者?)(?:专享|專享|限定|专属|專屬)|剩余 ?\\d{1,3} ?%",
    "bg": "само за абонати|(?:цялата статия|остатъкът|продължението) .{0,30}абонат",
    "fa": "(?:ادامه|متن کامل) .{0,30}مشترک|فقط (?:برای )?مشترکان",
    "sk": "(?:iba|len) pre predplatiteľov|(?:zvyšok|pokračovanie|celý) (?:článku|článok).{0,40}predplatiteľ",
    "hr": "samo za pretplatnike|(?:nastavak|ostatak|cijeli) (?:članka|članak|teksta|tekst).{0,40}pretplat",
}
# Without any of these nothing of GATES can match, and looking for them takes a tenth of the time.
STEMS: Mapping[str, str] = {
    "ar": "اشترك, المشتركين, لقراءة المقال كامل, للمشتركين, لمتابعة القراءة, لمواصلة القراءة",
    "cs": "chcete číst dál, pokračování článku, předplatitel, předplaťte si, zbývá",
    "da": "bliv abonnent, for abonnenter, for at læse, forbeholdt abonnenter, læs videre med, resten af",
    "de": (
        "abonnent, er rest, er vollständige, ie fortsetzung, nur für mitglieder, lesen, freischalten, "
        "entsperren, ist nur für, ist exklusiv für, % des artikels"
    ),
    "el": "για να συνεχίσετε την ανάγνωση, διαβάστε τη συνέχεια με συνδρομή, συνδρομητ",
    "en": (
        "subscribe, member, log in, sign in, register, sign up, join, become a, premium, locked, free, "
        "reading, to read the, reached your, unlock, % of th"
    ),
    "es": "leyendo, para leer, suscr, te queda",
    "fi": "jatkaaksesi lukemista, tilaa ja lue, tilaaj",
    "fr": (
        "% de cet article, a suite, abonnez-vous, continuer, e reste, intégralité, pour lire l, réservé aux abonnés"
    ),
    "he": "להמשך קריאה, מנויים",
    "is": "halda áfram að lesa, lesa áfram, áskrifend",
    "hi": "के लिए",
    "hu": "a cikk folytatásához, az olvasás folytatásához, előfizet, regisztr",
    "id": "berlangganan, hanya, membaca, pelanggan",
    "it": "abbonat, per continuare a leggere, per leggere, resta",
    "ja": "この先, この記事は, 以降, 有料会員, 残り, 続き, 限定",
    "ko": "계속 읽으려면, 구독, 나머지, 로그인, 이어서 읽으려면, 이후, 전용, 전체",
    "nb": "bli abonnent, for abonnenter, for å, resten av",
    "nl": "artikel, de rest, het vervolg, lees verder met, te lezen, verder lezen?, verhaal, voor abonnees, word",
    "pl": "abonent, czytać dalej, dostępn, pozostało, prenumerator, przeczytać cały, subskrybent, zalogowan",
    "pt": "assinante, assine, para continuar, resta",
    "ro": "abonează-te, articolului, iti în continuare, ontinua lectura, pentru abonați, textului",
    "ru": "зарегистрированн, осталось, платн, по подписке, подписку, подписчик, чтобы",
    "sv": "artikeln, för att, innehållet, prenumerant",
    "tr": "abone, devamını, okumaya devam etmek için, sadece, tamamını, yalnızca",
    "uk": (
        "відкрит, доступн, за передплатою, за підпискою, зареєстрован, лише для п, оформіть п, "
        "передплатник, продовжити читання, підписник, читати далі"
    ),
    "vi": "chỉ dành cho, hội viên, nội dung đầy đủ, phần còn lại, thuê bao, tiếp tục đọc, đăng ký để đọc, đọc tiếp",
    "zh": "付費, 付费, 以下, 会员, 余下, 全文, 剩余, 后续, 後續, 會員, 繼續, 继续, 解鎖, 解锁, 訂閱, 订阅",
    "bg": "абонат",
    "fa": "مشترک",
    "sk": "predplatiteľ",
    "hr": "pretplat",
}

# What says of something other than the text that it is for subscribers: comments, newsletters.
OTHERS = "comment|coment|kommentar|commenti|yorum|комментар|newsletter|podcast|評論|评论|コメント|댓글"

# The whole of a last line that leads on to the rest of a text, in lower case without marks at its end.
MORE: Mapping[str, str] = {
    "en": "read more|continue reading|read the rest of this entry|read full article|read the full article|keep reading|more",
    "de": "weiterlesen|weiter lesen|mehr lesen",
    "fr": "lire la suite|lire plus",
    "es": "seguir leyendo|leer más|continuar leyendo",
    "it": "continua a leggere|leggi tutto|leggi di più",
    "pt": "leia mais|continue lendo|continuar lendo",
    "nl": "lees verder|lees meer",
    "sv": "läs mer",
    "nb": "les mer",
    "da": "læs mere",
    "fi": "lue lisää",
    "is": "lesa meira|lesa áfram",
    "pl": "czytaj dalej|czytaj więcej",
    "cs": "číst dál",
    "ro": "citește mai mult",
    "hu": "tovább",
    "ru": "читать далее|читать дальше",
    "uk": "читати далі",
    "tr": "devamını oku|okumaya devam et",
    "ja": "続きを読む",
    "ko": "더 보기",
    "zh": "阅读全文|閱讀全文",
    "ar": "اقرأ المزيد",
    "fa": "ادامه مطلب",
    "id": "baca selengkapnya",
    "vi": "xem thêm",
    "hi": "और पढ़ें",
}
