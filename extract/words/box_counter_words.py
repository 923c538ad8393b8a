"""Words of lines within a text that count readers and their reactions, and of calls for money (values only).

Regular expressions over lower-case text with straight apostrophes and single spaces, by language. The words for views
and comments stand in `counter_words.py`. To add a language: its line in each table.
"""

from collections.abc import Mapping

# Units of counters beside views and comments: shares, votes, likes, ratings.
REACTIONS: Mapping[str, str] = {
    "en": (
        "(?:total )?(?:shares?|votes?|voters|likes?|claps?|reactions?|ratings|tweets|retweets|pins|upvotes)(?: (?:so far|cast))?|"
        "(?:people|persons?|readers?|users?|visitors?|others) (?:like|likes|liked|found|shared|recommend|voted)(?: .{1,30})?"
    ),
    "de": "(?:geteilt|stimmen?|likes?|bewertungen|teilungen|reaktionen)(?: (?:gefällt das|abgegeben))?|mal geteilt",
    "fr": "partages?|votes?|j'aime|likes?|avis|réactions?",
    "es": "compartidos?|votos?|me gusta|likes?|valoraciones|reacciones|veces compartido",
    "pt": "compartilhamentos?|votos?|curtidas?|likes?|avaliações|reações",
    "it": "condivisioni|vot[oi]|mi piace|likes?|valutazioni",
    "nl": "keer gedeeld|stemmen|likes?|beoordelingen",
    "sv": "delningar|röster|gillar|likes?|betyg",
    "da": "delinger|stemmer|likes?|bedømmelser",
    "nb": "delinger|stemmer|likes?|vurderinger",
    "fi": "jakoa|ääntä|tykkäystä|arviota",
    "is": "atkvæði|deilingar",
    "pl": "udostępnie[nń]i?a?|głos(?:y|ów|u)?|polubie[nń]i?a?|ocen[ay]?",
    "cs": "sdílení|hlas(?:y|ů)?|hodnocení",
    "sk": "zdieľan(?:í|ie|ia)|hlas(?:y|ov)?|hodnoten(?:í|ie)",
    "hu": "megosztás|szavazat|kedvelés|értékelés",
    "ro": "distribuiri|voturi|aprecieri|evaluări",
    "ru": "репост(?:ов|а|ы)?|голос(?:ов|а)?|лайк(?:ов|а|и)?|оцен(?:ок|ки|ка)|поделились",
    "uk": "поширен(?:ь|ня)|голос(?:ів|и)?|вподобан(?:ь|ня)|лайк(?:ів|и)?|оцін(?:ок|ки|ка)",
    "el": "κοινοποιήσεις|ψήφοι|ψήφους|μου αρέσει|αξιολογήσεις",
    "tr": "(?:kez )?paylaş(?:ım|ıldı)|oy|beğeni|beğenme|değerlendirme|kişi beğendi",
    "ar": "مشاركات|مشاركة|صوت|أصوات|إعجاب|إعجابات|تقييم|تقييمات",
    "fa": "اشتراک|رأی|رای|پسند|امتیاز",
    "he": "שיתופים|הצבעות|לייקים|דירוגים",
    "vi": "lượt (?:chia sẻ|bình chọn|thích|đánh giá)",
    "id": "(?:kali )?dibagikan|suara|suka|penilaian",
    "zh": "(?:次)?分享|(?:人)?点赞|(?:人)?點讚|(?:票|投票)|(?:个|個)?(?:赞|讚)|评分|評分",
    "ja": "シェア|いいね!?|票|評価",
    "ko": "(?:회 )?공유|표|좋아요|평점",
}  # fmt: skip
# Whom a line counts that says what they do at this moment.
PEOPLE: Mapping[str, str] = {
    "en": "people|persons?|readers?|users?|visitors?|others|guests?",
    "de": "leser(?:innen)?|besucher(?:innen)?|personen|menschen|nutzer",
    "fr": "lecteurs?|personnes?|visiteurs?|internautes",
    "es": "lectores|personas|visitantes|usuarios",
    "pt": "leitores|pessoas|visitantes|usuários",
    "it": "lettori|persone|visitatori|utenti",
    "nl": "lezers|personen|mensen|bezoekers",
    "sv": "läsare|personer|besökare",
    "pl": "czytelników|osób|osoby|użytkowników",
    "ru": "читател(?:ей|я|и)|человека?|пользовател(?:ей|я|и)",
    "uk": "читач(?:ів|і)|людей|осіб|користувачів",
    "tr": "okuyucu|okur|kişi|ziyaretçi",
}
# What people who are counted do at this moment.
READING_NOW: Mapping[str, str] = {
    "en": "(?:are |is )?(?:now |currently |also )?(?:reading|viewing|watching|looking at|online|browsing|here)(?: .{1,40})?",
    "de": "(?:lesen|lesend|online|schauen|sehen)(?: .{1,40})?|gerade (?:online|hier)",
    "fr": "(?:lisent|consultent|regardent|en ligne)(?: .{1,40})?",
    "es": "(?:están )?(?:leyendo|viendo|en línea|leen)(?: .{1,40})?",
    "pt": "(?:estão )?(?:lendo|vendo|a ler|online)(?: .{1,40})?",
    "it": "(?:stanno )?(?:leggendo|guardando|online)(?: .{1,40})?",
    "nl": "(?:lezen|bekijken|online)(?: .{1,40})?",
    "sv": "(?:läser|online)(?: .{1,40})?",
    "pl": "(?:czyta|czytają|ogląda|online)(?: .{1,40})?",
    "ru": "(?:читают|читает|смотрят|онлайн)(?: .{1,40})?",
    "uk": "(?:читають|читає|онлайн)(?: .{1,40})?",
    "tr": "(?:şu anda )?(?:okuyor|görüntülüyor|izliyor|çevrimiçi)(?: .{1,40})?",
}
# Last or second last words of the path of an address where readers are asked for money, or for their e-mail.
CALLS: Mapping[str, str] = {
    "en": "give|giving|donate|donations?|support|support-us|contribute|membership|become-a-member|join|subscribe|subscriptions?|newsletters?|sign-?up",
    "de": "spenden?|unterstuetzen|unterstützen|foerdern|abo|abonnieren|mitglied-werden",
    "fr": "don|dons|donner|faire-un-don|soutenir|nous-soutenir|abonnement|adherer|infolettre",
    "es": "dona|donar|donaciones|apoya|apoyanos|suscribete|suscripcion|boletin",
    "pt": "doar|doe|doacoes|apoie|assine|assinatura",
    "it": "dona|donare|donazioni|sostieni|sostienici|abbonati|abbonamenti",
    "nl": "doneer|doneren|steun|steun-ons|word-lid|nieuwsbrief",
    "sv": "stod|stotta|ge|prenumerera|nyhetsbrev",
    "pl": "wesprzyj|wsparcie|darowizna|subskrypcja",
    "tr": "bagis|bağış|destek|abone|abone-ol|bulten",
    "ru": "donat|podderzhat|podpiska",
}
# Words that may stand in a line of counters beside the numbers and what they count.
COUNT_FILLERS: Mapping[str, str] = {
    "en": "last|average|avg|count|total|rating|out of|so far|cast|and|of|this|post|article|page|times?|rated|by|left|remaining|to go|no|has|been|was",
    "de": "zuletzt|letzte|durchschnitt(?:lich)?|dieser|artikel|beitrag|wurde|gesamt|anzahl|von|und|insgesamt|mal|noch|bisher",
    "fr": "dernière|le|la|moyenne|cet|article|a|été|total|sur|et|nombre de|fois|restants?",
    "es": "última|vez|promedio|este|artículo|ha|sido|total|de|y|número de|veces|media",
    "pt": "última|vez|média|total|de|e|número de|vezes",
    "it": "ultimo|media|questo|articolo|è|stato|totale|su|e|di|numero di|volte",
    "nl": "laatst|gemiddeld|totaal|van|en|aantal|keer",
    "sv": "totalt|av|och|antal|gånger",
    "pl": "średnia|razem|z|i|liczba|ocena",
    "ru": "средняя|всего|из|и|количество|раз",
    "uk": "середня|всього|з|і|кількість|разів",
    "tr": "son|ortalama|toplam|ve|kez|sayısı",
}
# How often something was read, as a sentence: the participle, and the word behind the number.
READ_TIMES: Mapping[str, tuple[str, str]] = {
    "en": ("viewed|read|seen|shared|visited|downloaded|liked", "times?"),
    "de": ("gelesen|aufgerufen|angesehen|geteilt", "mal"),
    "fr": ("lue?|vue?|consultée?|partagée?", "fois"),
    "es": ("leíd[oa]|vist[oa]|compartid[oa]|visitad[oa]", "veces"),
    "pt": ("lid[oa]|vist[oa]|visualizad[oa]|compartilhad[oa]", "vezes"),
    "it": ("lett[oa]|vist[oa]|condivis[oa]", "volte"),
    "nl": ("gelezen|bekeken|gedeeld", "keer"),
    "sv": ("läst|visad|delad", "gånger"),
    "pl": ("czytano|przeczytano|wyświetlono", "razy"),
    "ru": ("прочитано|просмотрено|прочитали", "раза?"),
    "uk": ("прочитано|переглянуто", "раз(?:ів|и)?"),
    "tr": ("okundu|görüntülendi|paylaşıldı", "kez|defa|kere"),
}
# What starts a player that reads a text aloud.
LISTEN: Mapping[str, str] = {
    "en": "listen(?: to (?:this|the) (?:article|story|essay|post|piece|interview))?(?: now)?|(?:play|hear) (?:this|the) (?:article|story)",
    "de": "(?:diesen |den )?(?:artikel|beitrag|text) (?:anhören|vorlesen(?: lassen)?|hören)|anhören",
    "fr": "écouter (?:l'article|cet article)|écoutez (?:l'article|cet article)",
    "es": "escuch(?:a|ar|e) (?:este|esta|el|la) (?:artículo|nota|noticia)",
    "pt": "ouça (?:este|esta|o|a) (?:artigo|matéria|notícia|texto)|ouvir (?:o )?(?:artigo|texto)",
    "it": "ascolta (?:l'articolo|questo articolo)",
    "nl": "luister (?:naar )?(?:dit|het) artikel",
    "sv": "lyssna på artikeln",
    "da": "lyt til artiklen",
    "nb": "lytt til (?:artikkelen|saken)",
    "pl": "(?:po)?słuchaj (?:artykułu|tego artykułu)",
    "ru": "(?:послушать|слушать|прослушать)(?: (?:статью|новость|текст))?",
    "uk": "(?:послухати|слухати)(?: (?:статтю|новину|текст))?",
    "tr": "(?:haberi|yazıyı|makaleyi) (?:dinle|dinleyin|sesli dinle)",
    "ar": "استمع (?:إلى|الى) (?:المقال|الخبر)",
    "zh": "(?:收听|收聽|听|聽)(?:本文|文章)",
    "ja": "(?:この)?記事を(?:音声で)?聴く",
    "ko": "기사 ?듣기",
}  # fmt: skip
