"""What publishers ask of their readers in a line of its own: to follow, subscribe, give money, use a code (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. FOLLOW, JOIN and GIVE
match from the start of a line; CODES anywhere. To add a language: its line in FOLLOW, JOIN and GIVE.
"""

from collections.abc import Mapping

# The networks on which publishers ask to be followed; the last are channels of their own.
NETWORKS = (
    r"facebook|twitter|instagram|telegram|whats ?app|youtube|linkedin|mastodon|bluesky|threads|tik ?tok|google news|flipboard|"
    r"reddit|discord|viber|vkontakte|vk|pinterest|snapchat|substack|patreon|apple podcasts|spotify|rss|x(?=\W|$)|"
    r"newsletters?|social media|soziale[nr]? (?:medien|netzwerke[nr]?)|réseaux sociaux|redes sociales|redes sociais|google haberler|"
    r"فيسبوك|تويتر|تلغرام|تيليجرام|واتساب|يوتيوب|انستغرام|телеграм\w*|фейсбук\w*|твиттер\w*|твітер\w*|вконтакте|ютуб\w*|微信|微博|公众号|公眾號|"
    r"フェイスブック|ツイッター|インスタグラム|line|페이스북|트위터|인스타그램|유튜브|카카오\w*|네이버|תלגרם|פייסבוק|טוויטר|ווטסאפ"
)
# `Follow us`, before where.
FOLLOW: Mapping[str, str] = {
    "en": "(?:(?:please|and|also|you can(?: also)?|don't forget to|be sure to|make sure (?:to|you)|stay (?:connected|updated|informed|tuned|in touch)\\W{1,3}) ?)*(?:follow|find|join|like|add|connect with|keep up with|get in touch with|stay connected with) (?:us|our|the .{1,40}|@\\w+|[^.!?]{2,40}?)(?=\\W.{0,3}(?:on|at|via|in)\\b| page| channel| account| feed)",
    "de": "(?:bitte )?(?:folgen sie|folge|folgt|besuchen sie|besuche|finden sie|liken sie|like) (?:uns|unsere[mnrs]?|[^.!?]{2,40}?)(?= (?:auch |jetzt )?(?:auf|bei|über|in|via)\\b|[^.!?]{0,20}(?:seite|kanal))",
    "fr": "(?:n'oubliez pas de )?(?:suivez|suivre|retrouvez|rejoignez|likez|abonnez)-?(?:nous|vous)?(?: (?:à |aussi )?[^.!?]{0,40}?)?(?= sur\\b| via\\b)",
    "es": "(?:s[íi]gue(?:nos|me)?|s[íi]ganos|síguenos|seguinos|encuéntranos|únete|suscríbete|suscríbase)(?: [^.!?]{0,40}?)?(?= (?:en|a través|a nuestr[oa]|por)\\b)",
    "pt": "(?:siga(?:-nos)?|acompanhe|curta|encontre-nos|inscreva-se|entre)(?: [^.!?]{0,40}?)?(?= (?:no|na|nas|nos|em|pelo|pelas)\\b)",
    "it": "(?:seguici|segui(?:teci)?|iscriviti|unisciti)(?: [^.!?]{0,40}?)?(?= (?:su|sul|sulla|sui|al|alla|anche)\\b)",
    "nl": "(?:volg|vind|like) (?:ons|[^.!?]{2,40}?)(?= (?:ook )?(?:op|via)\\b)",
    "sv": "(?:följ|gilla) (?:oss|[^.!?]{2,40}?)(?= (?:även |också )?(?:på|via|i)\\b)",
    "da": "(?:følg|find|like) (?:os|[^.!?]{2,40}?)(?= (?:også )?(?:på|via)\\b)",
    "nb": "(?:følg|finn|lik) (?:oss|[^.!?]{2,40}?)(?= (?:også )?(?:på|via)\\b)",
    "fi": "(?:seuraa|tykkää)(?: meitä| meistä)?",
    "is": "fylgdu (?:okkur|með okkur)",
    "pl": "(?:obserwuj|śledź|polub|znajdź|dołącz do)(?:cie)?(?: (?:nas|nasz\\w*))?",
    "cs": "(?:sledujte|najdete|přidejte se)(?: (?:nás|k nám))?",
    "sk": "(?:sledujte|nájdete|pridajte sa)(?: (?:nás|k nám))?",
    "hu": "(?:kövess(?:en)?|csatlakozz\\w*|lájkol\\w*)(?: (?:minket|bennünket|hozzánk))?",
    "ro": "(?:urmărește-ne|urmăriți-ne|urmareste-ne|găsește-ne|abonează-te|alătură-te)",
    "ru": "(?:подписывайтесь|подпишитесь|следите|читайте нас|присоединяйтесь|мы в|наш (?:канал|телеграм))(?:[^.!?]{0,60}?)(?= (?:на|в|за|к)\\b|$)",
    "uk": "(?:підписуйтесь|підписуйтеся|підпишіться|стежте|читайте нас|приєднуйтесь|приєднуйтеся|ми у?в?|наш (?:канал|телеграм))(?:[^.!?]{0,60}?)(?= (?:на|в|у|за|до)\\b|$)",
    "bg": "(?:следвайте|последвайте|харесайте)(?: ни)?",
    "sr": "(?:пратите|pratite)(?: (?:нас|nas))?",
    "hr": "pratite nas",
    "el": "(?:ακολουθήστε|ακολούθησε|βρείτε|κάντε like)(?: (?:μας|το [^.!?]{1,30}))?",
    "tr": "(?:bizi|[^.!?]{2,40}?)(?= .{0,60}(?:takip edin|takip et|üye olun|abone ol))",
    "ar": "(?:تابعونا|تابعنا|تابع(?:وا)? (?:صفحتنا|قناتنا|[^.!?]{1,30})|اشترك(?:وا)? في (?:قناتنا|قناة)|انضم(?:وا)? إلى)",
    "fa": "(?:ما را (?:در|دنبال)|به کانال|عضو کانال|دنبال کنید)",
    "he": "(?:עקבו אחרינו|הצטרפו|עקבו אחר)",
    "hi": "(?:हमें|हमसे) .{0,60}(?:फॉलो|जुड़ें|जुड़ें)|(?:फॉलो करें)",
    "vi": "(?:theo dõi|tham gia)(?: (?:chúng tôi|kênh))?",
    "id": "(?:ikuti|follow|gabung)(?: (?:kami|akun|saluran|channel))?",
    "zh": "(?:欢迎|歡迎|请|請)?(?:关注|關注|追蹤|訂閱|订阅)(?:我们|我們|本)",
    "ja": "(?:.{0,20}(?:を|で))?フォロー(?:する|して|お願い)",
    "ko": "(?:.{0,30})(?:팔로우|구독)(?:하세요|해 주세요|하기)",
}  # fmt: skip
# `Subscribe to our newsletter`, `Join our channel`, `Sign up for …`: what is joined stands in the same expression.
JOIN: Mapping[str, str] = {
    "en": (
        "(?:(?:please|and|also|you can(?: also)?|don't forget to|be sure to|want more\\??.{0,30}|click here to|(?:lik|enjoy|lov)(?:ed?|ing)? (?:this|the|our|what) (?:story|essay|article|piece|post|column|read)(?=\\?)|if you (?:like|liked|enjoy|enjoyed|found|love|loved) .{1,60},? (?:please |consider |you can |why not )?)\\W?\\s?)*"
        "(?:(?:subscrib(?:e|ing) to|sign(?:ing)? up (?:for|to)|join(?:ing)?|get|receive|register for) (?:to )?(?:our|the|my|free|its) (?:[\\w'’&-]+ ){0,5}?(?:newsletters?|channels?|mailing list|e-?mail (?:list|alerts|updates)|whats ?app|telegram|discord|feed|alerts|daily brief(?:ing)?|weekly (?:digest|briefing|letter|e-?mail)|podcast|youtube)\\b|"
        "(?:subscrib(?:e|ing) to|sign(?:ing)? up (?:for|to)) (?:our|the|my) (?:[\\w'’&-]+ ){0,3}?(?:letters?|dispatch(?:es)?|e-?mails?|bulletins?)\\b|"
        "(?:get|receive) (?:one|more|another|stories|essays) (?:like (?:it|this|these|them) )(?:every|each|in your|by e-?mail|straight)\\b.{0,40})|"
        "thanks for reading [^.!?]{1,60}[.!?] (?:this post is public|subscribe for free)|"
        "[^.!?]{2,60} is a reader-supported publication\\. to receive new posts|"
        "(?:subscribe|sign up)(?: (?:now|here|today|for free|free|below))?[.!:]?$|(?:download|get) (?:our|the) (?:[\\w'’&-]+ ){0,3}?(?:mobile )?app\\b|enter your e-?mail"
    ),
    "de": "(?:bitte )?(?:abonnieren sie|abonniere|abonniert|melden sie sich|melde dich|jetzt|hier|bestellen sie|tragen sie sich) .{0,50}(?:newsletter|kanal|podcast|whatsapp|telegram)(?=\\W|$)(?:.{0,60}(?:abonnieren|anmelden|an|bestellen|ein))?|(?:zum|unser(?:en)?) newsletter(?:.{0,40})$|keine? .{0,40}(?:verpassen|mehr verpassen).{0,80}",
    "fr": "(?:abonnez-vous|inscrivez-vous|recevez|rejoignez) .{0,50}(?:newsletter|infolettre|lettre d'information|chaîne|canal|alertes)|je m'(?:abonne|inscris).{0,40}",
    "es": "(?:suscr[íi]bete|suscr[íi]base|reg[íi]strate|recibe|reciba|[úu]nete|apúntate) .{0,50}(?:newsletter|boletín|boletines|canal|lista de correo|whatsapp|telegram)",
    "pt": "(?:assine|inscreva-se|receba|cadastre-se|entre) .{0,50}(?:newsletter|boletim|canal|grupo|whatsapp|telegram)",
    "it": "(?:iscriviti|abbonati|ricevi|unisciti) .{0,50}(?:newsletter|canale|whatsapp|telegram)",
    "nl": "(?:abonneer je|schrijf je in|meld je aan|ontvang|volg) .{0,50}(?:nieuwsbrief|kanaal|newsletter)",
    "sv": "(?:prenumerera|anmäl dig|få) .{0,50}(?:nyhetsbrev\\w*|kanal)",
    "da": "(?:tilmeld dig|abonner|abonnér|få) .{0,50}(?:nyhedsbrev\\w*|kanal)",
    "nb": "(?:abonner|meld deg|få) .{0,50}(?:nyhetsbrev\\w*|kanal)",
    "fi": "(?:tilaa|liity) .{0,50}(?:uutiskirje\\w*|kanava\\w*)",
    "is": "(?:skráðu þig|gerstu áskrifandi) .{0,50}(?:póstlista\\w*|fréttabréf\\w*)",
    "pl": "(?:zapisz się|subskrybuj|dołącz) .{0,50}(?:newslettera?|kanału?|kanał)",
    "cs": "(?:přihlaste se|odebírejte|přihlásit se) .{0,50}(?:newsletteru?|odběru?|kanál\\w*)",
    "sk": "(?:prihláste sa|odoberajte) .{0,50}(?:newsletter\\w*|odber\\w*|kanál\\w*)",
    "hu": "(?:iratkozz\\w*|iratkozzon) .{0,50}(?:hírlevel\\w*|csatorn\\w*)",
    "ro": "(?:abonează-te|abonați-vă|înscrie-te) .{0,50}(?:newsletter\\w*|canal\\w*)",
    "ru": "(?:подпишитесь|подписывайтесь|подписаться|вступайте) .{0,50}(?:рассылк\\w+|канал\\w*|телеграм\\w*|telegram\\S*|youtube\\S*)",
    "uk": "(?:підпишіться|підписуйтесь|підписуйтеся|долучайтеся|приєднуйтесь) .{0,50}(?:розсилк\\w+|канал\\w*|телеграм\\w*|telegram\\S*|youtube\\S*)",
    "bg": "(?:абонирайте се|запишете се) .{0,50}(?:бюлетин\\w*|канал\\w*)",
    "el": "(?:εγγραφείτε|γραφτείτε) .{0,50}(?:newsletter|ενημερωτικό|κανάλι)",
    "tr": "(?:e-?bültenimize|bültenimize|haber bültenimize|kanalımıza|(?:telegram|whatsapp|youtube) kanalımız\\w*) .{0,50}(?:abone ol\\w*|kaydol\\w*|üye ol\\w*|katıl\\w*)",
    "ar": "(?:اشترك(?:وا)?|سجل(?:وا)?|انضم(?:وا)?) .{0,50}(?:النشرة|نشرتنا|قناتنا|قناة|القائمة البريدية)",
    "fa": "(?:عضو|مشترک) .{0,50}(?:خبرنامه|کانال)",
    "he": "(?:הירשמו|הרשמו|הצטרפו) .{0,50}(?:ניוזלטר|לערוץ|לרשימת)",
    "hi": "(?:हमारे|हमारा) .{0,50}(?:न्यूज़लेटर|चैनल|न्यूजलेटर).{0,40}(?:सब्सक्राइब|जुड़ें|जुड़ें|फॉलो)",
    "vi": "(?:đăng ký|tham gia) .{0,50}(?:bản tin|kênh)",
    "id": "(?:berlangganan|daftar|gabung|bergabung) .{0,50}(?:newsletter|buletin|channel|saluran|grup)",
    "zh": "(?:订阅|訂閱|加入)(?:我们|我們|本).{0,20}(?:通讯|通訊|电子报|電子報|频道|頻道|邮件|newsletter)",
    "ja": "(?:.{0,20})(?:メルマガ|メールマガジン|ニュースレター|チャンネル)(?:に|を|の)?(?:登録|購読)",
    "ko": "(?:.{0,20})(?:뉴스레터|채널)(?:를|을)? ?(?:구독|신청|가입)",
}  # fmt: skip
# A plea for money.
GIVE: Mapping[str, str] = {
    "en": (
        "(?:please |you can |to |click here to |if you (?:like|liked|enjoy|enjoyed|found|value|appreciate|love|loved|want) .{1,80}?,? |if you can,? )?(?:please )?(?:consider )?(?:also )?(?:donat(?:e|ing)(?: (?:now|here|today|online|to (?:us|our|the .{1,40})|with one click|via .{1,40}|by .{1,60}))?[.!:]?(?=$|\\W)|support(?:ing)? (?:us|our (?:work|journalism|site|project|magazine|mission|reporting|writers?)|(?:the|this) (?:site|blog|project|magazine|podcast|newsletter|review|publication)|my (?:work|writing|blog)|independent (?:journalism|media|publishing))|"
        "(?:give|donate|contribute|chip in|spare) (?:us )?(?:an?|one|two|three|five|ten|[€$£]? ?\\d{1,3}) ?(?:euros?|dollars?|pounds?|francs?|quid)? (?:a|per|each|every) (?:day|week|month|year)\\b|"
        "mak(?:e|ing) a (?:[\\w-]+ )?(?:donation|contribution)|contribut(?:e|ing) to our|becom(?:e|ing) (?:a|our) (?:[\\w-]+ ){0,2}?(?:member|patron|supporter|subscriber|sponsor)|buy(?:ing)? (?:me|us) a (?:coffee|beer|pint|ko-?fi)|chip(?:ping)? in|leav(?:e|ing) (?:me |us )?a tip)|"
        "(?:the |our |we |this )?.{0,40}(?:need|needs|depend|depends|rely|relies) (?:on )?your (?:help|support|donations?|generosity)|help (?:us )?(?:keep|fund|support|sustain|continue) (?:us|our|this|the)|(?:we are|we're|.{1,40} is) (?:entirely |fully |100% )?(?:reader.supported|reader.funded|funded by (?:our )?readers|supported by (?:our )?(?:readers|members))|your (?:donation|support|contribution)s? (?:helps?|keeps?|makes?|allows?|enables?)\\b"
    ),
    "de": "(?:wenn (?:sie können|du kannst|ihr könnt),? )?(?:geben sie|gib|gebt) (?:uns )?(?:einen|zwei|fünf|\\d{1,3}) euro (?:im|pro|jeden) (?:monat|jahr|woche)\\b|(?:bitte )?(?:jetzt )?(?:spenden(?: sie)?(?: jetzt| hier)?[.!:]?(?=$|\\W)|spende|unterstützen sie (?:uns|unsere?n?)|unterstütze (?:uns|unsere?n?)|unterstützt (?:uns|unsere?n?)|helfen sie uns|werden sie (?:mitglied|förder\\w*|unterstützer\\w*)|werde (?:mitglied|förder\\w*)|spendenkonto|unser konto)|(?:wir|.{1,40}) (?:brauch(?:en|t)|benötig(?:en|t)) (?:ihre|deine|eure) (?:hilfe|unterstützung|spende)|ihre spende\\b|hat (?:ihnen|dir) (?:der|dieser) (?:artikel|beitrag|text) gefallen.{0,80}",
    "fr": "(?:faites|faire|je fais) un don|soutenez(?:-nous| notre| nos| .{1,30})|aidez-nous|(?:nous avons|.{1,30} a) besoin de (?:vous|votre (?:soutien|aide))|devenez (?:membre|mécène|donateur)|votre (?:don|soutien)\\b|donner maintenant",
    "es": "(?:haz|haga|hacer) una donación|dona(?: ahora| aquí)?[.!:]?$|done (?:ahora|aquí)|ap[óo]yanos|apoya (?:nuestro|a nuestr|el|este)|ay[úu]danos|hazte (?:socio|socia|miembro|suscriptor)|(?:necesitamos|.{1,30} necesita) (?:tu|su) (?:ayuda|apoyo)|tu (?:apoyo|donación)\\b",
    "pt": "(?:faça|fazer) uma doação|doe(?: agora| aqui)?[.!:]?$|apoie(?:-nos| o| a| nosso)|ajude(?:-nos| o| a) |(?:precisamos|.{1,30} precisa) d[ao] (?:sua|seu) (?:ajuda|apoio)|seja (?:membro|assinante|apoiador)|contribua",
    "it": "(?:fai|fare|effettua) una donazione|dona(?: ora| adesso| qui)?[.!:]?$|sostieni(?:ci| il| la| .{1,30})|aiutaci|(?:abbiamo|.{1,30} ha) bisogno (?:di te|del (?:tuo|vostro) (?:aiuto|sostegno))|diventa (?:socio|sostenitore)|il tuo (?:sostegno|contributo)\\b",
    "nl": "doneer(?: nu| hier)?|steun (?:ons|de|het|onze)|(?:wij|we) hebben (?:uw|jouw|je) (?:hulp|steun) nodig|word (?:lid|donateur|vriend)|help ons",
    "sv": "(?:stöd|stötta) (?:oss|vår\\w*|vårt)|skänk|ge (?:ett bidrag|en gåva)|swish\\b.{0,40}|bli (?:medlem|stödprenumerant|månadsgivare)|vi behöver (?:ditt|din)",
    "da": "støt (?:os|vores)|donér|doner(?= )|bliv medlem|vi har brug for din (?:hjælp|støtte)",
    "nb": "støtt (?:oss|vårt)|doner(?= )|bli medlem|vi trenger din (?:hjelp|støtte)|vipps\\b.{0,40}",
    "fi": "(?:tue|lahjoita|ryhdy (?:tukijaksi|jäseneksi))\\b.{0,60}",
    "is": "(?:styrktu|styrkið) .{0,40}",
    "pl": "(?:wesprzyj|wspieraj|wesprzyjcie)(?:cie)? .{0,40}|przekaż (?:darowiznę|1,5%).{0,40}|(?:potrzebujemy|.{1,30} potrzebuje) (?:twojej|waszej|państwa) (?:pomocy|wsparcia)|numer konta",
    "cs": "(?:podpořte|podpoř) (?:nás|.{1,40})|(?:darujte|přispějte)\\b.{0,40}|(?:číslo účtu)|potřebujeme vaši (?:pomoc|podporu)",
    "sk": "(?:podporte|podpor) (?:nás|.{1,40})|(?:darujte|prispejte)\\b.{0,40}",
    "hu": "(?:támogass|támogasson|támogasd)\\b.{0,60}|(?:adományozz|adományozzon)\\b.{0,40}|szükségünk van (?:a )?(?:támogatás|segítség)\\w*",
    "ro": "(?:donează|donați|susține-ne|susțineți|sprijină)\\b.{0,60}|avem nevoie de (?:sprijinul|ajutorul)",
    "ru": "(?:поддержите|поддержать|помогите|пожертвовать|пожертвуйте)\\b.{0,60}|(?:нам|.{1,30}) нужна ваша (?:помощь|поддержка)|реквизиты|номер карты",
    "uk": "(?:підтримайте|підтримати|допоможіть|пожертвувати)\\b.{0,60}|(?:нам|.{1,30}) потрібна ваша (?:допомога|підтримка)|реквізити|номер картки",
    "bg": "(?:подкрепете|подкрепи|дарете)\\b.{0,60}",
    "sr": "(?:подржите|podržite|донирајте|donirajte)\\b.{0,60}",
    "hr": "(?:podržite|donirajte)\\b.{0,60}",
    "el": "(?:στηρίξτε|υποστηρίξτε|κάντε μια δωρεά)\\b.{0,60}",
    "tr": "(?:bize|bizi|gazeteciliğe|.{1,30}) (?:destek (?:olun|ol|verin)|destekleyin|bağış yap\\w*)\\b.{0,40}|bağış yap(?:ın|mak)?\\b.{0,40}|desteğinize ihtiyacımız var",
    "ar": "(?:تبرع(?:وا)?|ادعم(?:وا)?|ساهم(?:وا)?) .{0,60}|نحتاج (?:إلى )?دعمكم",
    "fa": "(?:حمایت|کمک) (?:مالی|کنید).{0,60}",
    "he": "(?:תרמו|תמכו|תרומה) .{0,60}",
    "hi": "(?:दान करें|सहयोग करें|हमारी मदद करें|हमें सहयोग)",
    "vi": "(?:ủng hộ|quyên góp|đóng góp) .{0,60}",
    "id": "(?:donasi|dukung) (?:kami|sekarang|.{1,40})",
    "zh": "(?:支持|赞助|贊助|捐款|捐助|打赏)(?:我们|我們|本站|本刊|一下)?.{0,20}",
    "ja": "(?:.{0,20}(?:を|に))?(?:ご支援|寄付|ご寄付|サポート)(?:を|の|お願い|ください).{0,20}",
    "ko": "(?:후원|기부)(?:하기|해 ?주세요|하세요|계좌).{0,30}",
}  # fmt: skip
# Where money is to be sent: the number of an account, a wallet, or an address of a service of payment.
ACCOUNTS = (
    r"\biban\b.{0,12}[a-z]{2}\d{2}(?:[ \u00a0-]?[\da-z]{2,5}){3,8}|\bpaypal\b(?:\.me)?\W{0,4}(?:\S+@\S+|/\S+|\.me/\S+)|"
    r"\b(?:bic|swift)\b\W{0,3}[a-z]{6}[\da-z]{2,5}\b|\b(?:bc1[\da-z]{20,60}|0x[\da-f]{40})\b|\b(?:btc|bitcoin|eth|usdt|monero)\b\W{1,3}[\da-z]{25,95}\b"
)
# A code that a sponsor's customers are to enter.
CODES = (
    r"\b(?:use|enter|with|apply|using) (?:the |my |our |promo |discount |coupon |offer |voucher )*code\W{1,3}\w{3,20}\b|\b(?:mit dem|mit|der) (?:rabatt|gutschein)?-?code\W{1,3}\w{3,20}\b|"
    r"\b(?:avec le code|code promo|con el código|código|con il codice|codice sconto|com o cupom|cupom|kupon kodu|indirim kodu|промокод\w*|по промокоду|kod rabatowy|z kodem|met code|kortingscode)\W{1,3}\w{3,20}\b"
)
# What a line with nothing but such a code begins with.
CODE_STARTS: Mapping[str, str] = {
    "en": "use|enter|apply|get|save|take|with|try|grab|claim|listeners|readers|for a limited time",
    "de": "mit|nutzen? (?:sie )?|jetzt|sparen? (?:sie )?|der (?:rabatt|gutschein)?-?code|gib|geben sie",
    "fr": "avec|utilisez|profitez|code promo",
    "es": "con|usa|utiliza|código|ahorra",
    "pt": "com|use|cupom|ganhe",
    "it": "con|usa|codice|risparmia",
    "nl": "met|gebruik|kortingscode",
    "sv": "med|använd",
    "pl": "z kodem|użyj|kod rabatowy",
    "ru": "по промокоду|промокод|используйте",
    "tr": "kupon|indirim|kod",
}
DISCOUNT = r"\d{1,2} ?%|\bfree (?:trial|months?|weeks?|days?|shipping)\b|\boff\b|\bcheck-?out\b|\ban der kasse\b|\bbeim bezahlen\b|rabatt|sparen|réduction|descuento|desconto|sconto|indirim|скидк|zniżk|rabat|korting"
SPONSORED = (
    r"(?:sponsored|advertisement|anzeige|werbung|publicité|publicidad|reklam): .{0,80}\d{1,2} ?%|"
    r"(?:this|today's|the) (?:article|post|essay|piece|column|blog|review|report|show|episode|newsletter|issue|podcast|story|video|edition|week's \w+)(?: of .{1,40})? (?:is|was|has been) (?:made possible by |(?:proudly )?(?:sponsored|supported|presented) by|brought to you (?:in part )?by|in (?:paid )?partnership with)|"
    r"(?:dieser|dieses|diese) (?:artikel|beitrag|podcast|folge|ausgabe) (?:wird|wurde|ist) (?:gesponsert|präsentiert|unterstützt|ermöglicht)"
)
# Hosts of networks, of channels in messengers, and of services of newsletters.
NETWORK_HOSTS = (
    r"//(?:[\w-]+\.)*(?:facebook|fb|twitter|x|instagram|t|telegram|whatsapp|youtube|youtu|linkedin|tiktok|threads|bsky|vk|ok|dzen|"
    r"mastodon|flipboard|reddit|discord|pinterest|snapchat|viber|rumble|odysee|substack|mailchi|campaign-archive|feedly|feedburner|weibo)\.(?:com|me|net|org|gg|be|ru|social|app|tv|mp|it)\b|"
    r"//(?:news|podcasts)\.(?:google|apple)\.|//open\.spotify\."
)
