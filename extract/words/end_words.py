"""Words of what follows an article's text: notes about the author, and readers' comments (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. To add a language: its
line in each table.
"""

from collections.abc import Mapping

# The whole label of a note about the author, a colon behind it left out. `{name}` is any name.
ABOUT_AUTHOR: Mapping[str, str] = {
    "en": (
        "(?:more )?about (?:the |our |this )?(?:authors?(?:\\(s\\))?|writers?|contributors?|columnists?|blogger|journalist|poet|guest (?:author|blogger))|"
        "(?:the |our )?(?:author|contributor|writer)s?(?:'s)? (?:bio|bios|biography|profile|info|information|details)|about me|"
        "meet the (?:author|writer)s?|who (?:wrote this|is the author)\\??|(?:written|posted|published|authored) by|article by|bio(?:graphy)?"
    ),
    "de": (
        "(?:mehr )?(?:über|zu[rm]?) (?:den|die|der|unsere[nr]?) (?:autor|autorin|autoren|autorinnen|verfasser|verfasserin|redakteur|redakteurin|gastautor|gastautorin)(?:[*:/(]-?in(?:nen)?\\)?)?|"
        "zu(?:m|r) (?:autor|autorin|person)|(?:der|die) (?:autor|autorin|autoren)|autoren?(?:info|profil|portrait|porträt)|über mich"
    ),
    "fr": "(?:à|a) propos (?:de l'|des |de l'|de )(?:auteure?s?|autrices?|rédacteur|rédactrice|moi)(?:\\(e\\))?|(?:l'|les )(?:auteure?s?|autrice)|biographie(?: de l'auteure?)?",
    "es": "(?:sobre|acerca de|acerca del|sobre el|sobre la|quién es) ?(?:el |la |los |las )?(?:autor|autora|autores|autoras|mí)|biografía(?: del autor)?",
    "pt": "sobre (?:o |a |os |as )?(?:autor|autora|autores|autoras|mim|colunista)|biografia(?: do autor)?",
    "it": "(?:sull'|informazioni sull'|circa l'|l'|chi è l')(?:autore|autrice)|gli autori|biografia(?: dell'autore)?|chi sono",
    "nl": "(?:meer )?over (?:de |onze )?(?:auteurs?|schrijvers?|redacteur|mij)|de auteur",
    "sv": "om (?:författaren|skribenten|mig)|skribenten",
    "da": "om (?:forfatteren|skribenten|mig)",
    "nb": "om (?:forfatteren|skribenten|meg)",
    "fi": "(?:kirjoittajasta|kirjoittaja|tietoa kirjoittajasta)",
    "is": "um höfund(?:inn)?|höfundur",
    "pl": "o (?:autorze|autorce|autorach|mnie)|autor(?:ka)? tekstu",
    "cs": "o (?:autorovi|autorce|autorech|mně)",
    "sk": "o (?:autorovi|autorke|autoroch|mne)",
    "hu": "a szerző(?:ről)?|(?:a )?szerzőről|rólam",
    "ro": "despre (?:autor|autoare|autori|mine)",
    "ru": "об? (?:авторе|авторах|авторе статьи|мне)|автор статьи",
    "uk": "про (?:автора|авторку|авторів|мене)",
    "bg": "за (?:автора|авторката|авторите|мен)",
    "sr": "о аутору|o autoru|o autorki",
    "hr": "o (?:autoru|autorici|meni)",
    "el": "(?:σχετικά με|για|λίγα λόγια για) (?:τον|την) (?:συγγραφέα|συντάκτη|αρθρογράφο)|ο συγγραφέας",
    "tr": "yazar(?:lar)? (?:hakkında|hakkinda|bilgisi|bilgileri)|yazarın biyografisi|hakkımda",
    "ar": "(?:عن|نبذة عن|حول) (?:الكاتبة?|المؤلفة?|كاتب المقال)",
    "fa": "درباره(?:‌ی| ی)? (?:نویسنده|من)",
    "he": "(?:על|אודות) (?:המחבר|המחברת|הכותב|הכותבת)",
    "hi": "लेखक के बारे में",
    "vi": "(?:về|thông tin) (?:tác giả|người viết)",
    "id": "(?:tentang|profil) penulis",
    "zh": "(?:关于|關於)?(?:本文)?作者(?:简介|簡介|介绍|介紹|简历)?|(?:关于|關於)作者",
    "ja": "(?:著者|筆者|執筆者|ライター)(?:について|紹介|プロフィール|略歴)?|この記事を(?:書いた人|書いたライター)|プロフィール",
    "ko": "(?:글쓴이|저자|필자|작성자|기자)(?: ?(?:소개|정보|약력))?",
    "th": "เกี่ยวกับผู้เขียน",
}  # fmt: skip
# A first or last word of a label that holds the author's name.
ABOUT: Mapping[str, str] = {
    "en": "about meet by",
    "de": "über zu von",
    "fr": "propos par",
    "es": "sobre acerca por",
    "pt": "sobre por",
    "it": "su di",
    "nl": "over door",
    "sv": "om av",
    "pl": "o",
    "ru": "об о",
    "uk": "про",
    "el": "για",
    "tr": "hakkında kimdir",
    "ar": "عن حول",
    "fa": "درباره",
    "vi": "về",
    "id": "tentang",
}
# What stands behind a person's name in a note that says who the person is.
IS_SOMEONE: Mapping[str, str] = {
    "en": (
        "is (?:a|an|the|one|also|currently|author|editor|professor|founder|co-?founder|senior|chief|director|associate|assistant|emeritus|based|our|head|deputy|president|managing)\\b|"
        "was (?:a|an|the)\\b|(?:writes|covers|reports|teaches|lives|works|serves|studies|edits|leads|holds|heads|directs|researches|blogs|has (?:been|written|worked|published|covered))\\b|"
        "are (?:the|both|professors|authors|researchers)\\b|joined\\b"
    ),
    "de": "ist (?:ein|eine|der|die|freie|freier|ökonom|ökonomin|soziologe|soziologin|schriftsteller|schriftstellerin|publizist|publizistin|philosoph|philosophin|redakteur|redakteurin|autor|autorin|journalist|journalistin|professor|professorin|historiker|historikerin|politikwissenschaftler|seit|leiter|leiterin|mitglied|chefredakteur|korrespondent|korrespondentin)|"
    "(?:schreibt|arbeitet|lebt|lehrt|forscht|berichtet|studierte|leitet|war|wurde|hat|geboren)\\b|,? (?:jahrgang|geb\\.|geboren)\\b",
    "fr": "est (?:un|une|le|la|journaliste|économiste|sociologue|philosophe|politologue|avocate?|romancier|romancière|géographe|professeur|professeure|chercheur|chercheuse|historien|historienne|auteur|autrice|écrivain|maître|directeur|directrice|rédacteur|rédactrice|essayiste)|(?:écrit|enseigne|vit|travaille|couvre|dirige|a (?:publié|travaillé|écrit))\\b",
    "es": "es (?:un|una|el|la|periodista|profesor|profesora|escritor|escritora|autor|autora|economista|historiador|historiadora|director|directora|investigador|investigadora|editor|editora|analista)|(?:escribe|enseña|vive|trabaja|cubre|dirige|ha (?:publicado|trabajado|escrito))\\b",
    "pt": "é (?:um|uma|o|a|jornalista|professor|professora|escritor|escritora|autor|autora|economista|historiador|historiadora|diretor|diretora|pesquisador|pesquisadora|editor|editora|colunista)|(?:escreve|ensina|vive|mora|trabalha|cobre|dirige)\\b",
    "it": "è (?:un|una|il|la|giornalista|professore|professoressa|scrittore|scrittrice|autore|autrice|direttore|direttrice|ricercatore|ricercatrice|docente|storico)|(?:scrive|insegna|vive|lavora|dirige|si occupa|collabora)\\b",
    "nl": "is (?:een|de|journalist|redacteur|hoogleraar|schrijver|auteur|historicus|correspondent|columnist)|(?:schrijft|werkt|woont|doceert)\\b",
    "sv": "är (?:en|journalist|författare|professor|redaktör|forskare|skribent|historiker)|(?:skriver|arbetar|bor|undervisar)\\b",
    "da": "er (?:en|journalist|forfatter|professor|redaktør|forsker|skribent|historiker)|(?:skriver|arbejder|bor|underviser)\\b",
    "nb": "er (?:en|journalist|forfatter|professor|redaktør|forsker|skribent|historiker)|(?:skriver|arbeider|jobber|bor|underviser)\\b",
    "fi": "on (?:toimittaja|kirjailija|professori|tutkija|kirjoittaja)|(?:kirjoittaa|työskentelee|asuu|opettaa)\\b",
    "is": "er (?:blaðamaður|rithöfundur|prófessor|ritstjóri)|skrifar\\b",
    "pl": "(?:–|—|-|jest) ?(?:dziennikarz|dziennikarka|pisarz|pisarka|profesor|historyk|autor|autorka|redaktor|redaktorka|publicysta|publicystka|politolog)|(?:pisze|pracuje|mieszka|wykłada)\\b",
    "cs": "je (?:novinář|novinářka|spisovatel|spisovatelka|profesor|profesorka|autor|autorka|redaktor|redaktorka|historik|publicista|publicistka)|(?:píše|pracuje|žije|učí)\\b",
    "hu": "(?:újságíró|író|szerkesztő|történész|egyetemi tanár|közgazdász)\\b",
    "ro": "este (?:un|o|jurnalist|jurnalistă|profesor|scriitor|scriitoare|autor|autoare|redactor)|(?:scrie|predă|trăiește|lucrează)\\b",
    "ru": "(?:–|—|-) ?(?:журналист|писатель|профессор|историк|политолог|автор|редактор|обозреватель|публицист|корреспондент|экономист|доктор|кандидат)|(?:пишет|работает|живёт|живет|преподаёт|преподает)\\b",
    "uk": "(?:–|—|-) ?(?:журналіст|письменни|професор|істори|політолог|автор|редактор|оглядач|публіцист|кореспондент|економіст|доктор|кандидат)|(?:пише|працює|живе|викладає)\\b",
    "el": "είναι (?:δημοσιογράφος|συγγραφέας|καθηγητ\\w+|ιστορικός|αρθρογράφος)|(?:γράφει|ζει|εργάζεται|διδάσκει)\\b",
    "tr": "(?:,|-|–)? ?.{0,60}(?:gazeteci(?:dir)?|yazar(?:dır)?|yazarı(?:dır)?|profesör(?:dür)?|akademisyen(?:dir)?|editör(?:dür)?|öğretim üyesi(?:dir)?|araştırmacı(?:dır)?|tarihçi(?:dir)?)\\b|.{0,60}(?:yazıyor|yaşıyor|çalışıyor)\\b",
    "ar": "(?:كاتبة? |صحفية? |أستاذة? |باحثة? |محررة? |هو |هي |مؤلفة? )",
    "fa": "(?:نویسنده|روزنامه‌نگار|استاد|پژوهشگر|خبرنگار)",
    "he": "(?:הוא|היא) (?:עיתונאי|סופר|פרופסור|חוקר|עורך|מרצה|היסטוריון)",
    "hi": "(?:एक )?(?:पत्रकार|लेखक|लेखिका|संपादक|प्रोफेसर)",
    "vi": "là (?:nhà báo|nhà văn|giáo sư|tác giả|biên tập viên|phóng viên)",
    "id": "adalah (?:seorang )?(?:jurnalis|wartawan|penulis|dosen|profesor|peneliti|editor)",
    "zh": "(?:是|为|為|，|,|系|現任|现任|，?男|，?女).{0,30}(?:记者|記者|作家|教授|编辑|編輯|学者|學者|作者|研究员|研究員|评论员|評論員)",
    "ja": "(?:は|、|。|\\s).{0,40}(?:記者|作家|教授|編集者|ライター|ジャーナリスト|研究者|評論家)",
    "ko": "(?:은|는|,|\\s).{0,40}(?:기자|작가|교수|편집자|칼럼니스트|연구원)",
}  # fmt: skip
# `is` in languages that put no article before a profession, where it is no English word: in a line in italics behind the
# author's name, anything that follows it says who that is.
IS: Mapping[str, str] = {
    "de": "ist",
    "fr": "est",
    "es": "es",
    "pt": "é",
    "it": "è",
    "sv": "är",
    "da": "er",
    "is": "er",
    "pl": "jest",
    "cs": "je",
    "hr": "je",
    "ro": "este",
    "el": "είναι",
}
# What stands for the author's name at the start of a note, or before it.
THE_AUTHOR: Mapping[str, str] = {
    "en": "(?:the|our|this) (?:guest )?(?:author|writer|columnist|contributor)s?",
    "de": "(?:der|die|unsere?) (?:gast)?(?:autor|verfasser|kolumnist|redakteur|korrespondent)(?:in)?",
    "fr": "(?:l'|notre )(?:auteure?|autrice)|notre chroniqueu(?:r|se)",
    "es": "(?:el|la|nuestr[oa]) (?:autora?|columnista)",
    "pt": "[oa] (?:autora?|colunista)",
    "it": "l'(?:autore|autrice)|(?:il nostro|la nostra) (?:autore|autrice|editorialista)",
    "nl": "(?:de|onze) (?:auteur|schrijver|columnist)",
}
# Whose opinion a text is, in a note about its author.
VIEWS: Mapping[str, str] = {
    "en": "(?:the )?(?:views|opinions) (?:expressed |here |herein )*(?:are|is) (?:(?:her|his|their) own|(?:solely |entirely )?personal|those of the author)",
    "de": "(?:gibt|geben|spiegelt) (?:ausschließlich |nur |allein )?(?:ihre|seine|die) (?:eigene |persönliche )?(?:meinung|ansicht)",
    "fr": "(?:opinions|propos) (?:exprimé\\w* )?n'engagent que",
    "es": "(?:opiniones|ideas) (?:expresadas )?son (?:propias|personales|responsabilidad)",
}
# The whole label of readers' comments beside the number and the word of `counter_words.COMMENTS`.
COMMENTS_LABEL: Mapping[str, str] = {
    "en": (
        "(?:the |your |our |all |no |reader |readers'? |user |recent |latest |top |view |show |read |post )?(?:comments?|responses?|replies|reactions?)(?: (?:section|from readers|on this (?:article|post|story)|below))?|"
        "(?:\\d[\\d.,]*|one|two|three|four|five) (?:thoughts?|comments?|responses?|replies|reactions?|voices|opinions?) (?:on|to) .{1,200}|"
        "(?:leave|post|add|write) (?:a|your) (?:comment|reply|response|thought)(?: .{0,40})?|(?:join|start) the (?:conversation|discussion|debate)|"
        "what (?:do you|our readers) (?:think|say)\\??|have your say|(?:readers?'?s?|your) (?:comments?|voices|views|opinions|letters|thoughts)|discussion|conversation|letters from readers"
    ),
    "de": "(?:ihre |eure |deine |alle |keine |neueste |neue |leser)?-?kommentare?(?: (?:zu|zum|zu diesem) .{1,100})?|(?:leser)?(?:meinungen|stimmen|zuschriften|briefe)|(?:schreibe?n? (?:sie )?|hinterlasse?n? (?:sie )?)(?:einen|ihren|deinen) kommentar|"
    "(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)|(?:jetzt )?(?:mitdiskutieren|kommentieren)|diskussion|diskutieren sie mit|ein gedanke zu .{1,200}|\\d+ (?:gedanken|antworten) (?:zu|auf) .{1,200}",
    "fr": "(?:vos |les |tous les |aucun |vos )?(?:commentaires?|réactions?)(?: (?:des lecteurs|sur .{1,200}))?|(?:laisser|laissez|ajouter|écrire|poster) un commentaire|(?:participez|rejoignez) (?:à )?la (?:conversation|discussion)|réagir|(?:\\d+|une?) (?:réponses?|réflexions?|commentaires?|pensées?) (?:à|sur|au sujet de) .{1,200}",
    "es": "(?:sus |tus |los |todos los |ningún )?comentarios?(?: (?:de los lectores|sobre .{1,200}))?|(?:deja|dejar|escribe|añade|agregar) (?:un|tu|una) (?:comentario|respuesta)|(?:únete a|participa en) la conversación|\\d+ (?:respuestas?|comentarios?|pensamientos?) (?:a|en|sobre) .{1,200}",
    "pt": "(?:seus |os |todos os |nenhum )?comentários?(?: (?:dos leitores|sobre .{1,200}))?|(?:deixe|deixar|escreva) (?:um|o seu|seu|uma) (?:comentário|resposta)|\\d+ (?:respostas?|comentários?|comentarios?) (?:a|em|para|sobre) .{1,200}",
    "it": "(?:i |i vostri |tutti i |nessun )?comment[oi](?: (?:dei lettori|su .{1,200}))?|(?:lascia|scrivi|aggiungi) un commento|\\d+ (?:risposte|commenti|pensieri) (?:a|su) .{1,200}",
    "nl": "(?:alle |uw |jouw |geen )?(?:reacties?|commentaren)(?: op .{1,200})?|(?:plaats|geef|laat) (?:een|je|uw) reactie(?: achter)?|reageer|(?:\\d+|één) (?:gedachten?|reacties?) (?:over|op) .{1,200}",
    "sv": "(?:alla |inga )?kommentarer(?: (?:till|på) .{1,200})?|(?:lämna|skriv) (?:en|ett) (?:kommentar|svar)|kommentera",
    "da": "(?:alle |ingen )?kommentarer(?: til .{1,200})?|(?:skriv|efterlad|læg) en kommentar|kommentér",
    "nb": "(?:alle |ingen )?kommentarer(?: til .{1,200})?|(?:skriv|legg igjen|legg til) en kommentar|kommenter",
    "fi": "(?:kaikki )?kommentit|(?:jätä|kirjoita|lisää) kommentti|keskustelu|osallistu keskusteluun",
    "is": "(?:athugasemdir|ummæli)|skildu eftir athugasemd",
    "pl": "(?:wszystkie |brak )?komentarz[ey]?(?: (?:do|czytelników) ?.{0,200})?|(?:dodaj|napisz|zostaw) komentarz|dołącz do dyskusji|dyskusja",
    "cs": "(?:všechny |žádné )?komentáře?|diskuse|diskuze|(?:přidat|napsat|napište|zanechte) komentář|vstoupit do diskuse",
    "sk": "komentáre|diskusia|(?:pridať|napísať) komentár",
    "hu": "(?:hozzászólások|kommentek|vélemények)|(?:szólj hozzá|hozzászólás írása|írj hozzászólást)[!]?",
    "ro": "comentarii|(?:lasă|lasa|adaugă|scrie) un comentariu",
    "ru": "(?:все |ваши )?комментари[ий](?: .{0,60})?|(?:оставить|оставьте|добавить|написать) (?:комментарий|отзыв)|обсуждение|обсудить|мнения читателей",
    "uk": "(?:усі |всі |ваші )?коментар[іi](?: .{0,60})?|(?:залишити|залиште|додати|написати) коментар|обговорення",
    "bg": "коментари|(?:остави|напиши|добави)(?:те)? коментар",
    "sr": "(?:коментари|komentari)|(?:оставите|ostavite|ostavi) (?:коментар|komentar)",
    "hr": "komentari|(?:ostavite|napišite) komentar",
    "el": "(?:όλα τα )?σχόλια(?: αναγνωστών)?|(?:αφήστε|γράψτε|προσθέστε) (?:ένα )?σχόλιο",
    "tr": "(?:tüm |son )?yorumlar|yorum (?:yap|yaz|bırak|ekle|gönder)(?:ın|in)?|(?:bir )?(?:yorum|cevap) (?:yazın|bırakın|yaz|bırak)|bir yanıt yazın|okur yorumları|(?:\\d+|bir|iki) (?:yorum|düşünce) .{1,200}",
    "ar": "(?:التعليقات|تعليقات القراء|تعليقات)|(?:اترك|أضف|اكتب) (?:تعليقا|تعليقًا|تعليقاً|تعليق|ردا|رداً)(?: .{0,30})?",
    "fa": "(?:دیدگاه‌?ها|نظرات|دیدگاه کاربران|نظر کاربران)|(?:دیدگاه|نظر) (?:خود را )?(?:بنویسید|بگذارید|ثبت کنید)|(?:پاسخ|دیدگاهتان را) .{1,20}",
    "he": "תגובות(?: הגולשים)?|(?:כתיבת|הוספת|השארת|הוסיפו|השאירו) תגובה",
    "hi": "(?:टिप्पणियाँ|टिप्पणियां|प्रतिक्रियाएं)|(?:टिप्पणी|प्रतिक्रिया) (?:करें|दें|लिखें)",
    "vi": "(?:ý kiến|bình luận)(?: bạn đọc| của bạn)?|(?:để lại|viết|gửi) (?:một )?bình luận",
    "id": "(?:semua )?komentar(?: pembaca)?|(?:tinggalkan|tulis|beri) (?:komentar|balasan)",
    "zh": "(?:全部|最新|热门|熱門|网友|網友|读者|讀者)?(?:评论|評論|留言|回應|回应|跟帖|讨论|討論)(?:区|區)?|(?:发表|發表|写|寫|留下)(?:评论|評論|留言|你的評論|您的评论)|\\d+ ?(?:条|條|則|则)?(?:评论|評論|留言|回應)",
    "ja": "(?:みんなの|読者の|すべての)?コメント(?:一覧|欄)?|コメントを(?:書く|残す|投稿する|する)|\\d+ ?件のコメント",
    "ko": "(?:전체 )?(?:댓글|의견)(?: ?\\d+개?| 목록| 쓰기)?|댓글 (?:쓰기|남기기|달기)|답글 남기기",
    "th": "ความคิดเห็น|แสดงความคิดเห็น",
}  # fmt: skip
# The whole text of what readers press to answer a comment, or to report it.
REPLY: Mapping[str, str] = {
    "en": "reply|reply to .{1,40}|(?:\\d+ )?replies|report(?: (?:abuse|comment))|permalink|log in to reply|upvote|downvote",
    "de": "antworten|antwort|(?:kommentar )?melden|zitieren|auf diesen kommentar antworten",
    "fr": "répondre|réponse|signaler(?: un abus)?|citer",
    "es": "responder|respuesta|denunciar|reportar|citar",
    "pt": "responder|resposta|denunciar|citar",
    "it": "rispondi|risposta|segnala|cita",
    "nl": "beantwoorden|antwoord(?:en)?|reageer|reageren|rapporteer|melden",
    "sv": "svara|anmäl",
    "da": "svar|besvar|anmeld",
    "nb": "svar|besvar|rapporter",
    "fi": "vastaa|ilmoita",
    "is": "svara",
    "pl": "odpowiedz|zgłoś|cytuj",
    "cs": "odpovědět|reagovat|nahlásit|citovat",
    "sk": "odpovedať|reagovať|nahlásiť",
    "hu": "válasz|válaszolj|jelentés",
    "ro": "răspunde|răspunde-i|raportează",
    "ru": "ответить|пожаловаться|цитировать",
    "uk": "відповісти|поскаржитися|цитувати",
    "bg": "отговор|отговори",
    "sr": "одговори|odgovori",
    "hr": "odgovori",
    "el": "απάντηση|απαντήστε|αναφορά",
    "tr": "yanıtla|cevapla|yanıt|şikayet et|alıntıla",
    "ar": "رد|الرد|إبلاغ",
    "fa": "پاسخ|گزارش",
    "he": "הגב|השב|תגובה|דווח",
    "hi": "जवाब दें|उत्तर दें|रिपोर्ट",
    "vi": "trả lời|phản hồi|báo cáo",
    "id": "balas|laporkan",
    "zh": "回复|回覆|回應|举报|檢舉",
    "ja": "返信|返信する|通報|通報する",
    "ko": "답글|답글 달기|답변|신고",
    "th": "ตอบกลับ",
}  # fmt: skip
