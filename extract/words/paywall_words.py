"""What pages print where a text breaks off for those who have not paid or signed in (values only).

Regular expressions over lower-case text with single spaces, by language. An invitation to subscribe does not count; it
must say that there is more to read, or for whom the rest is kept. To add a language: its line in GATES and MORE.
"""

from collections.abc import Mapping

GATES: Mapping[str, str] = {
    "ar": "للمشتركين فقط|لمواصلة القراءة|لمتابعة القراءة|لقراءة المقال كامل",
    "cs": "(?:pouze|jen) pro předplatitele|pokračování článku (?:je )?(?:jen )?pro|chcete číst dál",
    "da": "(?:kun|forbeholdt) for abonnenter|forbeholdt abonnenter|for at læse (?:videre|resten|hele)|læs videre med",
    "de": "jetzt weiterlesen|weiterlesen mit|um weiterzulesen|um (?:den|diesen) (?:ganzen |vollständigen )?"
    "(?:artikel|beitrag) (?:weiter)?zu ?lesen|(?:nur|exklusiv) für (?:unsere )?abonnent|"
    "(?:artikel|beitrag|inhalt) ist (?:nur|exklusiv) für|noch \\d{1,3} ?% des artikels",
    "el": "μόνο για συνδρομητές|για να συνεχίσετε την ανάγνωση",
    "en": "to (?:continue|keep) reading|keep reading with|continue reading (?:with|by|for) |"
    "to read the (?:full|rest of|whole|complete) ?(?:the |this )?(?:story|article|post|piece)|"
    "(?:article|story|content|post|piece) is (?:only |exclusively )?(?:available |reserved |exclusive )?(?:only |"
    "exclusively )?(?:to|for) (?:our )?(?:paid |paying |premium |digital )?(?:subscribers|members)|"
    "(?:paid|paying|premium) subscribers only|subscribers? only (?:content|article|story)|"
    "reached your (?:monthly |free )?(?:article )?limit|unlock (?:this|the full|the rest of) |"
    "read your (?:last|final|\\d{1,2}) free article|\\d{1,3}(?:\\.\\d\\d?)? ?% of th(?:is|e) article (?:left|remain)",
    "es": "(?:exclusiv[oa]s?|reservad[oa]s?|s[oó]lo) (?:para|a) (?:los |nuestros )?suscriptores|"
    "para (?:seguir|continuar) leyendo|para leer (?:el artículo|la noticia) complet",
    "fi": "vain tilaajille|jatkaaksesi lukemista|tilaa ja lue",
    "fr": "la suite (?:de cet article |de l['’]article )?est (?:réservée|accessible)|réservé aux abonnés|"
    "il vous reste \\d{1,3}(?:[.,]\\d\\d?)? ?% de cet article|pour (?:lire la suite|continuer (?:la|votre) lecture)|"
    "pour lire (?:l['’]intégralité|la totalité)",
    "he": "למנויים בלבד|להמשך קריאה",
    "is": "(?:aðeins|eingöngu) fyrir áskrifendur|til að (?:lesa áfram|halda áfram að lesa)",
    "hi": "पढ़ना जारी रखने के लिए|पूरी खबर पढ़ने के लिए",
    "hu": "csak előfizetőknek|az olvasás folytatásához|a cikk folytatásához",
    "id": "untuk (?:melanjutkan|terus) membaca|khusus (?:untuk )?pelanggan",
    "it": "(?:riservat[oi]|esclusiv[oi]) (?:agli|per gli|ai soli) abbonati|per continuare a leggere|"
    "per leggere (?:tutto )?l['’]articolo|(?:solo|soltanto) per (?:gli )?abbonati",
    "ja": "(?:会員|有料)(?:会員)?限定(?:記事|です)|この記事は有料|残り ?[:：]? ?[\\d,]{2,7} ?文字|続きを(?:読む|お読みいただく)には|"
    "続きは(?:有料|会員)",
    "ko": "계속 읽으려면|이어서 읽으려면|(?:유료|구독자|회원) ?전용 (?:기사|콘텐츠)|구독자만 ",
    "nb": "for å (?:lese videre|fortsette å lese|lese (?:hele|resten))|(?:kun|bare) for abonnenter",
    "nl": "(?:alleen|exclusief) voor abonnees|om (?:verder|dit artikel) te lezen|verder lezen\\?|lees verder met",
    "pl": "(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów)|aby (?:czytać dalej|przeczytać cały)|"
    "pozostało \\d{1,3} ?% (?:tekstu|artykułu|treści)",
    "pt": "(?:exclusiv[oa]s?|restrit[oa]s?|reservad[oa]s?|s[oó]) (?:para|a|aos) (?:os |nossos )?assinantes|"
    "para continuar (?:lendo|a ler|a leitura)",
    "ro": "doar pentru abonați|pentru a (?:citi în continuare|continua lectura)",
    "ru": "только для подписчиков|чтобы (?:продолжить чтение|читать дальше|дочитать|прочитать полностью)",
    "sv": "(?:endast|bara) för prenumeranter|för att (?:läsa vidare|fortsätta läsa|läsa hela)",
    "tr": "(?:sadece|yalnızca) aboneler|okumaya devam etmek için|devamını okumak için",
    "uk": "тільки для передплатників|щоб (?:продовжити читання|читати далі)",
    "vi": "để (?:đọc tiếp|tiếp tục đọc)|dành (?:riêng )?cho (?:hội viên|thuê bao)",
    "zh": "(?:订阅|登录|登入|訂閱|付费|付費|注册|註冊)(?:后|後|以|即可)?(?:继续|繼續|阅读全文|閱讀全文|解锁|解鎖)|"
    "(?:会员|會員|订阅者?|訂閱者?)(?:专享|專享|限定|专属|專屬)|剩余 ?\\d{1,3} ?%",
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
