"""What stands in the place of an embed or chart until the reader consents to it, or runs scripts (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. They match from the
start of a line. To add a language: its line in each table.
"""

from collections.abc import Mapping

# A sentence that says that scripts or a newer browser are needed to see what belongs here.
NEEDS_SCRIPTS: Mapping[str, str] = {
    "en": (
        "(?:please |you (?:must|need to|have to) |to (?:view|see|use|display) .{1,60}?,? (?:please |you (?:must|need to) )?)(?:enable|turn on|activate|allow) (?:javascript|js\\b|scripts?)|"
        "(?:this|the) (?:content|chart|map|graphic|table|video|player|poll|widget|page|feature|form|element|interactive|visuali[sz]ation|embed|slideshow|gallery|email address|e-mail address)\\b.{0,60} (?:requires?|needs?|is being protected|is protected|works (?:only )?with|relies on) .{0,60}(?:javascript|spambots)|"
        "(?:javascript|scripts?) (?:is|are|must be|needs to be|should be|appears to be|seems to be) (?:currently )?(?:disabled|required|needed|enabled|turned off|not (?:enabled|available|supported))|"
        "(?:(?:sorry|unfortunately),? )?(?:your|this) (?:browser|device) (?:does not|doesn't|can't|cannot|is unable to) (?:currently )?(?:support|display|play|show|recognize)|"
        "(?:it looks like )?(?:you have|you've) (?:javascript|scripts?) (?:disabled|turned off)|enable javascript"
    ),
    "de": (
        "(?:bitte )?(?:aktivieren|schalten|erlauben) sie (?:bitte )?(?:in ihrem browser )?javascript|bitte (?:aktiviere|javascript|schalte)\\b.{0,40}javascript|bitte javascript (?:aktivieren|einschalten)|"
        "(?:um|damit) .{1,80} (?:javascript|skripte) .{0,40}(?:aktivier|eingeschaltet|einschalt)|(?:dieser|dieses|diese|der|die|das) (?:inhalt|video|grafik|karte|diagramm|element|seite|formular)\\b.{0,40} (?:benötigt|erfordert|braucht) .{0,20}javascript|"
        "(?:ihr|dein) browser (?:unterstützt|kann)|javascript (?:ist|muss|wird)\\b"
    ),
    "fr": "(?:veuillez |merci d'|vous devez )?(?:activer|activez) (?:le )?javascript|(?:pour (?:voir|afficher|lire) .{1,60},? )(?:veuillez |merci d')?(?:activer|activez) (?:le )?javascript|votre navigateur ne (?:supporte|prend|peut)|javascript (?:est|doit)\\b|ce(?:tte|t)? (?:contenu|page|vidéo|graphique|carte)\\b.{0,40} nécessite .{0,20}javascript",
    "es": "(?:por favor,? |debe |debes |tiene que |necesita )?(?:active|activa|activar|habilite|habilita|habilitar) (?:el )?javascript|para (?:ver|visualizar) .{1,60} (?:active|activa|habilite|habilita|necesit\\w+) .{0,20}javascript|(?:su|tu|este) navegador no (?:soporta|admite|es compatible|puede)|javascript (?:está|debe|es)\\b",
    "pt": "(?:por favor,? |é necessário |você precisa )?(?:ative|ativar|habilite|habilitar) (?:o )?javascript|para (?:ver|visualizar) .{1,60} (?:ative|habilite) .{0,20}javascript|(?:o )?(?:seu|este) navegador não (?:suporta|é compatível|pode)",
    "it": "(?:per favore,? |si prega di |è necessario )?(?:attiva|attivare|abilita|abilitare|attivate) javascript|per (?:vedere|visualizzare) .{1,60} (?:attiva|abilita)\\w* .{0,20}javascript|(?:il )?(?:tuo|vostro|questo) browser non (?:supporta|è in grado)",
    "nl": "(?:schakel|zet|activeer) (?:a\\.?u\\.?b\\.? )?javascript|(?:om|je hebt|u heeft) .{1,60}javascript .{0,30}(?:nodig|in te schakelen|aan)|(?:je|uw) browser ondersteunt",
    "sv": "(?:vänligen |var god )?(?:aktivera|slå på) javascript|du måste (?:aktivera|slå på|ha) javascript|(?:din|denna) webbläsare (?:stöder|stödjer|kan) inte",
    "da": "(?:venligst )?(?:aktivér|aktiver|slå) (?:venligst )?javascript|(?:din|denne) browser (?:understøtter|kan) ikke",
    "nb": "(?:vennligst )?(?:aktiver|slå på) javascript|(?:din|denne) nettleser(?:en)? (?:din )?(?:støtter|kan) ikke|nettleseren din støtter ikke",
    "fi": "(?:ota|salli|kytke) javascript|selaimesi ei tue",
    "is": "vinsamlegast virkjaðu javascript|vafrinn þinn styður ekki",
    "pl": "(?:proszę |aby .{1,60} )?(?:włącz|włączyć|aktywuj) (?:obsługę )?javascript|(?:twoja|ta) przeglądarka nie (?:obsługuje|wspiera)",
    "cs": "(?:prosím,? )?(?:zapněte|povolte|aktivujte)(?: si)?(?: prosím)? javascript|(?:váš|tento) prohlížeč nepodporuje",
    "sk": "(?:prosím,? )?(?:zapnite|povoľte)(?: si)? javascript|(?:váš|tento) prehliadač nepodporuje",
    "hu": "(?:kérjük,? )?(?:engedélyezze|kapcsolja be) a javascript|(?:az ön )?böngészője nem támogatja",
    "ro": "(?:vă rugăm să )?(?:activați|activează) javascript|browserul (?:dvs\\.|dumneavoastră|tău)? ?nu (?:suportă|acceptă)",
    "ru": "(?:пожалуйста,? )?(?:включите|активируйте|разрешите) (?:поддержку )?(?:javascript|скрипты)|для (?:просмотра|отображения|работы) .{1,60}javascript|(?:ваш|этот) браузер не поддерживает|у вас отключ[её]н javascript",
    "uk": "(?:будь ласка,? )?(?:увімкніть|активуйте|дозвольте) (?:підтримку )?javascript|(?:ваш|цей) браузер не підтримує",
    "bg": "(?:моля,? )?(?:включете|активирайте) javascript|вашият браузър не поддържа",
    "el": "(?:παρακαλ\\w+ )?(?:ενεργοποιήστε|ενεργοποιείστε) (?:τη |την |το )?javascript|ο (?:browser|φυλλομετρητής) σας δεν υποστηρίζει",
    "tr": "(?:lütfen )?(?:tarayıcınızda )?javascript(?:'i|'ı| desteğini|i)? (?:etkinleştirin|açın|aktif)|.{1,60} (?:görüntülemek|izlemek|görmek) için .{0,30}javascript|tarayıcınız .{0,40}desteklemiyor",
    "ar": "(?:يرجى|الرجاء) (?:تفعيل|تمكين) (?:جافا ?سكريبت|javascript)|متصفحك لا يدعم",
    "fa": "(?:لطفا|لطفاً) (?:جاوا ?اسکریپت|javascript)|مرورگر شما .{0,40}پشتیبانی نمی",
    "he": "(?:נא|אנא|יש) (?:להפעיל|לאפשר|הפעילו) (?:את )?javascript|הדפדפן שלך אינו תומך",
    "hi": "कृपया (?:जावास्क्रिप्ट|javascript)",
    "vi": "(?:vui lòng |hãy )?(?:bật|kích hoạt) javascript|trình duyệt của bạn không hỗ trợ",
    "id": "(?:silakan |mohon |harap )?(?:aktifkan|nyalakan) javascript|(?:browser|peramban) anda tidak mendukung",
    "zh": "(?:请|請)?(?:先)?(?:启用|啟用|开启|開啟|打开|允许) ?javascript|(?:您|你)的(?:浏览器|瀏覽器)(?:不支持|不支援|已禁用)",
    "ja": "(?:.{0,40}(?:には|ため)、?)?javascript(?:を|が)(?:有効|オン|必要|無効)|お使いのブラウザ.{0,20}(?:対応していません|サポート)",
    "ko": "(?:.{0,40}(?:려면|위해) )?(?:자바스크립트|javascript)(?:를|가|을) (?:활성화|사용|허용|필요)|브라우저가 .{0,20}지원하지",
}  # fmt: skip
# A sentence of what asks for consent before it loads something from another site.
NEEDS_CONSENT: Mapping[str, str] = {
    "en": (
        "(?:this|our) (?:site|website) uses cookies|we use cookies (?:to|on|for|and (?:similar|other))|by (?:continuing|using) .{0,60}cookies|"
        "by (?:loading|clicking|playing|activating|viewing|pressing|accepting|unblocking|displaying|selecting) .{0,80}?,? ?(?:you|i) (?:agree|accept|consent|acknowledge|allow)|"
        "(?:this|the) (?:content|video|post|tweet|map|embed|element|item|article|media|player|podcast|article contains|external content)\\b.{0,60} (?:is|are|was|has been|may be|contains?|may) .{0,60}(?:blocked|hosted by a third party|third.party|provided by|not (?:available|displayed|shown|loaded) .{0,60}(?:cookie|consent|privacy)|using cookies|embedded content|provided by (?:youtube|twitter|x|facebook|instagram|google|vimeo|tiktok))|"
        "you (?:are currently viewing|see) a placeholder content|to (?:view|see|watch|display|load|play|access|listen to|show) (?:this|the|it|external|embedded|third.party).{0,80}(?:cookies|consent|your permission|privacy|(?:click|press) (?:the button|below|here))|"
        "(?:please )?(?:accept|allow|enable) (?:our |the |all |marketing|third.party|functional|targeting|social media|statistics|preference|performance|youtube|necessary).{0,30}cookies|we need your (?:consent|permission)|(?:allow|load|show|view|accept|display|unblock) (?:external|embedded|third.party|blocked|the (?:external|embedded)|youtube|twitter|instagram|facebook|google|tiktok|vimeo|x|this|remote)\\b ?(?:\\w+ ){0,2}(?:content|media|videos?|posts?|tweets?|maps?|cookies?)?[?.!]?$|"
        "we (?:ask for your|use|work with) .{0,60}(?:permission|third.party|embed) .{0,80}(?:load|cookies|content)|"
        "always (?:unblock|load|allow|show|display) .{0,60}|(?:recommended |external |embedded |third.party )(?:content|media)(?: from .{1,40})?$|click (?:here )?to (?:load|accept|enable|allow|activate|show) .{0,60}(?:content|cookies|video|map|post)|"
        "(?:load|show) (?:the )?(?:video|map|post|tweet|content|embed|chart|player)s?$|(?:more|further) information (?:can be found|is available|about this) in (?:our|the) (?:privacy|cookie).{0,30}|"
        "(?:personal|your) data (?:may|can|will) be (?:transferred|transmitted|sent|shared) .{0,60}|please note that (?:doing so|by doing|this|some) .{0,60}(?:data|third.part|providers).{0,60}"
    ),
    "de": (
        "sie sehen gerade einen platzhalterinhalt|(?:mit|durch|beim?) (?:dem |das |den |einem |ihren? )?(?:laden|klick(?:en)?|anklicken|abspielen|aktivieren|aktivierung|aufruf(?:en)?|einblenden|anzeigen)\\b.{0,80} (?:akzeptieren|stimmen|erklären|willigen|bin|werden|erlauben|wird)|"
        "(?:an dieser stelle|hier) (?:finden sie|befindet sich|findest du|wurde|wird|sehen sie|würde|möchten wir|steht|ist) .{0,60}(?:extern|drittanbieter|inhalt von|eingebunden|youtube|twitter|instagram|facebook|empfohlener)|"
        "(?:wir benötigen|zum (?:laden|anzeigen|ansehen)|um (?:diesen|dieses|diese|den|das|die|auf den)) .{0,80}(?:zustimmung|einwilligung|inhalt|cookies)|(?:empfohlener|externer) (?:redaktioneller |externer )?inhalt(?: von .{1,40})?[.:]?$|"
        "(?:ich bin (?:damit )?einverstanden|ich (?:stimme|willige)),? .{0,120}|(?:damit|dabei|hierdurch|dadurch|so) (?:können|werden|kann) .{0,20}(?:personenbezogene )?daten .{0,120}|dieser (?:externe )?inhalt .{0,60}(?:blockiert|nicht angezeigt|nicht geladen|stammt|von)|"
        "(?:inhalt|inhalte|video|karte|beitrag|externe inhalte|externen inhalt)(?: von .{1,30})? (?:entsperren|laden|anzeigen|freigeben|zulassen|immer entsperren|aktivieren)\\.?$|(?:immer|stets) (?:entsperren|laden|anzeigen|erlauben)|.{1,30} (?:inhalte |videos )?(?:immer )?entsperren$|mehr (?:informationen )?(?:dazu )?(?:finden sie |lesen sie |findest du )?in (?:unserer|der) datenschutzerklärung.{0,40}|"
        "(?:bitte )?(?:akzeptieren|aktivieren|erlauben) sie .{0,40}cookies|bitte beachten sie, dass dabei daten"
    ),
    "fr": "en (?:chargeant|cliquant|lisant|activant|visionnant|affichant)\\b.{0,80} vous (?:acceptez|consentez)|(?:ce|cette|le|la) (?:contenu|vidéo|publication|carte|tweet)\\b.{0,60} (?:est |a été )?(?:bloqu|hébergé|fourni|n'est pas (?:disponible|affich))|pour (?:voir|visionner|afficher|accéder à) .{0,80}(?:cookies|consentement|accepter|autoriser)|vous (?:devez|avez) .{0,40}cookies|"
    "(?:veuillez |merci d')?(?:accepter|acceptez|autoriser|autorisez) .{0,40}cookies|(?:afficher|charger|autoriser) (?:le |la |les |ce )?(?:contenu|vidéo|carte|publication)s?(?: externes?)?$|contenu (?:externe|tiers|bloqué)$|vous consultez actuellement le contenu d'un espace réservé",
    "es": "al (?:cargar|hacer clic|reproducir|activar|ver|pulsar)\\b.{0,80} (?:acepta|aceptas|acepto|usted acepta)|(?:este|esta|el|la) (?:contenido|vídeo|video|publicación|mapa|tuit)\\b.{0,60} (?:está bloquead|ha sido bloquead|está alojad|no (?:está disponible|se muestra))|para (?:ver|visualizar|mostrar|acceder a) .{0,80}(?:cookies|consentimiento|acepte|acepta)|"
    "(?:por favor,? )?(?:acepte|acepta|permita|permite) .{0,40}cookies|(?:cargar|mostrar) (?:el )?(?:contenido|vídeo|video|mapa)(?: externo)?$|contenido externo$|(?:actualmente )?estás viendo (?:actualmente )?(?:un contenido|el contenido) de marcador",
    "pt": "ao (?:carregar|clicar|reproduzir|ativar|ver)\\b.{0,80} (?:aceita|concorda|você (?:aceita|concorda))|(?:este|esta) (?:conteúdo|vídeo|publicação|mapa)\\b.{0,60} (?:está bloquead|foi bloquead|está hospedad|não (?:está disponível|é exibid))|para (?:ver|visualizar|exibir) .{0,80}(?:cookies|consentimento|aceite)|(?:carregar|mostrar) (?:o )?(?:conteúdo|vídeo|mapa)(?: externo)?$",
    "it": "(?:caricando|cliccando|riproducendo|attivando|visualizzando)\\b.{0,80} (?:accetti|accetta|acconsenti)|(?:questo|questa|il) (?:contenuto|video|mappa|post)\\b.{0,60} (?:è bloccat|è stato bloccat|è ospitat|non è (?:disponibile|visualizz))|per (?:vedere|visualizzare|guardare) .{0,80}(?:cookie|consenso|accetta)|(?:si prega di )?accetta(?:re)? .{0,40}cookie|(?:carica|mostra) (?:il )?(?:contenuto|video)(?: esterno)?$|stai visualizzando (?:il |un )?contenut\\w+ segnaposto",
    "nl": "door (?:het laden|te laden|te klikken|op|deze|dit)\\b.{0,80} (?:ga|gaat|stem|accepteer|accepteert) (?:je|u)|(?:deze|dit) (?:inhoud|video|bericht|kaart|content)\\b.{0,60} (?:is geblokkeerd|wordt (?:geblokkeerd|gehost)|kan niet)|(?:om|voor) (?:deze|dit|de|het) .{0,80}(?:cookies|toestemming)|(?:accepteer|sta) .{0,40}cookies|(?:laad|toon) (?:de )?(?:inhoud|video|kaart)$|externe (?:inhoud|content)$|je bekijkt momenteel inhoud van een tijdelijke",
    "sv": "genom att (?:ladda|klicka|spela|visa)\\b.{0,80} (?:godkänner|accepterar|samtycker) du|(?:detta|denna|det här|den här) (?:innehåll|video|inlägg|karta)\\w*\\b.{0,60} (?:är blockera|har blockera|kan inte|kommer från)|för att (?:se|visa) .{0,80}(?:cookies|kakor|samtyck|godkänn)|(?:godkänn|acceptera) .{0,40}(?:cookies|kakor)|här finns innehåll från .{0,60}",
    "da": "ved at (?:indlæse|klikke|afspille|vise)\\b.{0,80} (?:accepterer|giver|godkender) du|(?:dette|denne) (?:indhold|video|opslag|kort)\\b.{0,60} (?:er blokeret|kan ikke)|for at (?:se|vise) .{0,80}(?:cookies|samtykke)|(?:accepter|tillad) .{0,40}cookies",
    "nb": "ved å (?:laste|klikke|spille|vise)\\b.{0,80} (?:godtar|samtykker|aksepterer) du|(?:dette|denne) (?:innholdet|innhold|videoen|innlegget|kartet)\\b.{0,60} (?:er blokkert|kan ikke)|for å (?:se|vise) .{0,80}(?:cookies|informasjonskapsler|samtykke)|(?:godta|tillat) .{0,40}(?:cookies|informasjonskapsler)",
    "fi": "(?:lataamalla|klikkaamalla|näyttämällä)\\b.{0,80}(?:hyväksyt)|(?:tämä|tätä) (?:sisältö|sisältöä|video)\\b.{0,60}(?:estetty|ei voi)|(?:hyväksy|salli) .{0,40}evästeet",
    "is": "til að (?:sjá|skoða) .{0,80}(?:vafrakökur|samþykk)",
    "pl": "(?:ładując|klikając|odtwarzając|wyświetlając)\\b.{0,80} (?:akceptujesz|zgadzasz|wyrażasz)|(?:ta|ten|to) (?:treść|film|materiał|post|mapa|wideo)\\b.{0,60} (?:jest zablokowan|został\\w* zablokowan|pochodzi|nie może)|(?:aby|żeby) (?:zobaczyć|wyświetlić|obejrzeć) .{0,80}(?:cookies?|zgod|zaakceptuj)|(?:zaakceptuj|akceptuj) .{0,40}cookies|(?:załaduj|pokaż|wyświetl) (?:treść|film|wideo|mapę)$",
    "cs": "(?:načtením|kliknutím|spuštěním|zobrazením)\\b.{0,80} (?:souhlasíte|přijímáte|vyjadřujete)|(?:tento|tato) (?:obsah|video|příspěvek|mapa)\\b.{0,60} (?:je blokován|byl blokován|nelze|je zablokován)|(?:pro|abyste) (?:zobrazení|mohli) .{0,80}(?:cookies|souhlas)|(?:povolte|přijměte) .{0,40}cookies",
    "sk": "(?:načítaním|kliknutím)\\b.{0,80} (?:súhlasíte|prijímate)|(?:tento|táto) (?:obsah|video)\\b.{0,60} (?:je blokovan|nie je možné)|(?:povoľte|prijmite) .{0,40}cookies",
    "hu": "(?:a )?(?:tartalom|videó|bejegyzés) (?:betöltésével|megtekintéséhez|megjelenítéséhez)\\b.{0,80}(?:elfogad|hozzájárul|süti|cookie)|(?:fogadja|engedélyezze) .{0,40}(?:sütiket|cookie)",
    "ro": "(?:încărcând|prin încărcarea|făcând clic)\\b.{0,80} (?:ești de acord|acceptați|accepți|sunteți de acord)|(?:acest|această) (?:conținut|videoclip|postare)\\b.{0,60} (?:este blocat|a fost blocat)|pentru a (?:vedea|vizualiza) .{0,80}(?:cookie|consimț|accept)",
    "ru": "(?:загружая|нажимая|просматривая|воспроизводя)\\b.{0,80} вы (?:соглашаетесь|принимаете)|(?:этот|эта|это|данный) (?:контент|видео|пост|материал|карта)\\b.{0,60} (?:заблокирован|размещ[её]н|недоступ)|(?:чтобы|для) (?:увидеть|посмотреть|просмотра|просмотреть) .{0,80}(?:cookie|куки|согласи)|(?:примите|разрешите) .{0,40}(?:cookie|куки)|(?:загрузить|показать) (?:видео|контент|карту)$",
    "uk": "(?:завантажуючи|натискаючи|переглядаючи)\\b.{0,80} ви (?:погоджуєтесь|погоджуєтеся|приймаєте)|(?:цей|ця|це) (?:контент|відео|допис|вміст)\\b.{0,60} (?:заблокован|недоступ)|(?:щоб|для) (?:побачити|переглянути|перегляду) .{0,80}(?:cookie|згод)",
    "el": "(?:φορτώνοντας|κάνοντας κλικ|πατώντας)\\b.{0,80} (?:αποδέχεστε|συμφωνείτε)|(?:αυτό|το) (?:περιεχόμενο|βίντεο)\\b.{0,60} (?:είναι αποκλεισμένο|έχει αποκλειστεί)|για να (?:δείτε|προβάλετε) .{0,80}(?:cookies|συγκατάθεση)",
    "tr": "(?:bu )?(?:içeriği|videoyu|gönderiyi|haritayı) (?:yükleyerek|oynatarak|açarak|görüntüleyerek)\\b.{0,80}(?:kabul|onay)|bu (?:içerik|video|gönderi)\\b.{0,60} (?:engellendi|engellenmiştir|üçüncü taraf)|.{1,60} (?:görüntülemek|izlemek|görmek) için .{0,60}(?:çerez|onay|izin)|(?:içeriği|videoyu) (?:yükle|göster)$",
    "ar": "(?:بتحميل|بالضغط|بالنقر|بتشغيل)\\b.{0,80}(?:توافق|تقبل)|(?:هذا|هذه) (?:المحتوى|الفيديو|المنشور)\\b.{0,60}(?:محجوب|محظور|غير متاح)|(?:لعرض|لمشاهدة) .{0,80}(?:ملفات تعريف الارتباط|الكوكيز|موافقت)",
    "zh": "(?:加载|载入|載入|点击|點擊|播放).{0,40}(?:即表示|代表)(?:您|你)同意|(?:此|该|本)(?:内容|內容|视频|影片).{0,30}(?:已被?屏蔽|已被?封鎖|由第三方|無法顯示)|(?:要|若要)(?:查看|观看|觀看).{0,40}cookie",
    "ja": "(?:読み込む|再生する|クリックする|表示する)(?:こと)?(?:で|と).{0,60}同意|この(?:コンテンツ|動画|投稿).{0,30}(?:ブロック|表示できません)|.{0,40}(?:表示|視聴)(?:する)?には.{0,30}(?:cookie|クッキー|同意)",
    "ko": "(?:불러오면|클릭하면|재생하면).{0,60}동의|이 (?:콘텐츠|동영상|게시물).{0,30}(?:차단|표시할 수 없)|.{0,40}(?:보려면|보시려면).{0,30}(?:쿠키|동의)",
}  # fmt: skip
# What tells where an embed comes from, before a sentence that asks for consent.
COMES_FROM: Mapping[str, str] = {
    "en": "(?:this|the) (?:content|video|post|tweet|map|embed|media|player|podcast|audio|clip|image|graphic|chart) (?:is|was|comes?|has been)\\b",
    "de": "(?:dieser?|dieses|der|die|das) (?:inhalt|video|beitrag|karte|podcast|medium|element) (?:wird|ist|kommt|stammt|liegt)\\b",
    "fr": "(?:ce|cette|le|la) (?:contenu|vidéo|publication|carte|lecteur) (?:est|provient|vient)\\b",
    "es": "(?:este|esta|el|la) (?:contenido|vídeo|video|publicación|mapa) (?:está|es|procede|proviene|se)\\b",
    "pt": "(?:este|esta|o|a) (?:conteúdo|vídeo|publicação|mapa) (?:está|é|vem)\\b",
    "it": "(?:questo|questa|il|la) (?:contenuto|video|mappa|post) (?:è|proviene|viene)\\b",
    "nl": "(?:deze|dit|de|het) (?:inhoud|video|kaart|bericht) (?:is|wordt|komt|staat)\\b",
}
