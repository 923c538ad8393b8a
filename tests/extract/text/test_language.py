# ruff: noqa: E501, RUF001 - one line a language, in the letters that it is written in
import pytest

from extract.text.language import detect_language

TEXTS = {
    "af": "Die veerboot wag in die hawe, en niemand vra hom waarom dit so lank vat nie. Ons het gister vir die kaptein gevra, maar hy was nie daar nie.",
    "ar": "كانت العبارة تنتظر في الميناء ولم يسأل أحد عن السبب. وقد قال القبطان إن البحر هادئ، لكن الركاب الذين جاءوا من المدينة لا يصدقون ذلك بعد أن انتظروا.",
    "az": "Bərə limanda gözləyir və heç kim bunun üçün nə qədər vaxt lazım olduğunu soruşmur. Kapitan deyib ki, dəniz sakitdir, amma bu bir az sonra dəyişə bilər.",
    "bg": "Фериботът чака на пристанището и никой не пита защо. Капитанът каза, че морето е спокойно, но хората, които са дошли от града, не му вярват.",
    "bn": "ফেরি বন্দরে অপেক্ষা করছে এবং কেউ জিজ্ঞাসা করে না কেন। ক্যাপ্টেন বলেছেন সমুদ্র শান্ত, কিন্তু শহর থেকে আসা যাত্রীরা তা বিশ্বাস করেন না।",
    "ca": "El transbordador espera al port i ningú no pregunta per què. El capità va dir que la mar és en calma, però els passatgers de la ciutat no el creuen.",
    "cs": "Trajekt čeká v přístavu a nikdo se neptá, proč to trvá. Kapitán řekl, že moře je klidné, ale lidé, které sem přivedl, mu podle všeho už nevěří.",
    "da": "Færgen venter i havnen, og ingen spørger, hvad den venter på. Kaptajnen siger, at havet er roligt, men det tror de ikke på efter så meget vind.",
    "de": "Die Fähre wartet im Hafen, und niemand fragt, worauf sie wartet. Der Kapitän sagt, das Meer sei ruhig, aber die Leute aus der Stadt glauben es ihm nicht.",
    "el": "Το πλοίο περιμένει στο λιμάνι και κανείς δεν ρωτά γιατί. Ο καπετάνιος είπε ότι η θάλασσα είναι ήρεμη, αλλά οι επιβάτες δεν τον πιστεύουν.",
    "en": "The ferry is waiting in the harbour and nobody asks what it is waiting for. The captain says that the sea is calm, but they do not believe him.",
    "es": "El barco espera en el puerto y nadie pregunta por qué. El capitán dijo que la mar está en calma, pero los pasajeros de la ciudad no le creen.",
    "fa": "کشتی در بندر منتظر است و هیچ کس نمی پرسد که چرا. ناخدا گفت که دریا آرام است اما مسافران این را باور نمی کنند و برای رفتن به خانه عجله دارند.",
    "fi": "Lautta odottaa satamassa, eikä kukaan kysy, mitä se odottaa. Kapteeni sanoi, että meri on tyyni, mutta ne, jotka ovat tulleet, eivät usko sitä.",
    "fr": "Le bac attend dans le port et personne ne demande pourquoi. Le capitaine dit que la mer est calme, mais les gens de la ville ne le croient pas.",
    "he": "המעבורת מחכה בנמל ואיש אינו שואל מדוע. רב החובל אמר שהים שקט, אבל הנוסעים שבאו מן העיר אינם מאמינים לו.",
    "hi": "नाव बंदरगाह में खड़ी है और कोई नहीं पूछता कि यह किस की प्रतीक्षा कर रही है। कप्तान ने कहा है कि समुद्र शांत है, पर यात्री इस बात को नहीं मानते।",
    "hr": "Trajekt čeka u luci i nitko ne pita zašto. Kapetan je rekao da je more mirno, ali ljudi koji su došli iz grada, gdje je bilo bure, to ne vjeruju.",
    "hu": "A komp a kikötőben vár, és senki sem kérdezi, hogy mire. A kapitány azt mondta, hogy a tenger nyugodt, de az utasok ezt nem hiszik el már.",
    "id": "Kapal feri menunggu di pelabuhan dan tidak ada yang bertanya mengapa. Nakhoda itu berkata bahwa laut tenang, namun para penumpang tidak bisa percaya.",
    "is": "Ferjan bíður við höfnina og enginn spyr eftir hverju hún bíður. Skipstjórinn segir að sjórinn sé kyrr, en það er ekki það sem fólk úr bænum heldur um hann, og þeir fara með bílinn.",
    "it": "Il traghetto aspetta nel porto e nessuno chiede il perché. Il capitano ha detto che il mare è calmo, ma i passeggeri della città non gli credono più.",
    "ja": "フェリーは港で待っているが、誰もその理由を尋ねない。船長は海が静かだと言ったが、町から来た乗客はそれを信じていない。",
    "ko": "여객선이 항구에서 기다리고 있지만 아무도 그 이유를 묻지 않는다. 선장은 바다가 잔잔하다고 말했지만 도시에서 온 승객들은 믿지 않는다.",
    "nb": "Fergen venter i havnen, og ingen spør hva den venter på. Kapteinen sier at havet er rolig, men det tror de ikke på etter så mye vind nå.",
    "nl": "De veerboot wacht in de haven en niemand vraagt waar het op wacht. De kapitein zegt dat de zee kalm is, maar de mensen uit de stad geloven hem niet.",
    "nn": "Ferja ventar i hamna, og ingen spør kva ho ventar på. Kapteinen seier at havet er roleg, men det trur dei ikkje på etter så mykje vind no.",
    "pl": "Prom czeka w porcie i nikt nie pyta, na co. Kapitan powiedział, że morze jest spokojne, ale ludzie z miasta już mu nie wierzą, bo to się zmienia.",
    "pt": "O barco espera no porto e ninguém pergunta por quê. O capitão disse que o mar está calmo, mas os passageiros da cidade não acreditam em uma palavra.",
    "ro": "Feribotul așteaptă în port și nimeni nu întreabă de ce. Căpitanul a spus că marea este calmă, dar oamenii care au venit din oraș nu îl cred.",
    "ru": "Паром ждёт в порту, и никто не спрашивает, чего он ждёт. Капитан сказал, что море спокойно, но люди из города ему не верят, потому что это не так.",
    "sk": "Trajekt čaká v prístave a nikto sa nepýta, čo sa deje. Kapitán povedal, že more je pokojné, ale ľudia, ktorí sú z mesta, mu už podľa všetkého nie.",
    "sr": "Трајект чека у луци и нико не пита зашто. Капетан је рекао да је море мирно, али људи који су дошли из града, где је било ветра, не верују.",
    "sv": "Färjan väntar i hamnen och ingen frågar vad den väntar på. Kaptenen säger att havet är lugnt, men det tror de inte på efter så mycket vind från norr.",
    "sw": "Kivuko kinasubiri katika bandari na hakuna mtu anayeuliza kwa nini. Nahodha alisema kuwa bahari ni shwari, lakini abiria wa mji hawaamini hata kidogo.",
    "th": "เรือเฟอร์รี่รออยู่ที่ท่าเรือและไม่มีใครถามว่าทำไม กัปตันบอกว่าทะเลสงบ แต่ผู้โดยสารจากในเมืองไม่เชื่อ",
    "tr": "Vapur limanda bekliyor ve kimse ne için beklediğini sormuyor. Kaptan denizin çok sakin olduğunu söyledi ama bu kadar insan ona inanmıyor.",
    "uk": "Пором чекає в порту, і ніхто не питає, на що він чекає. Капітан сказав, що море спокійне, але люди, які приїхали з міста, не вірять йому.",
    "ur": "کشتی بندرگاہ میں کھڑی ہے اور کوئی نہیں پوچھتا کہ یہ کس کا انتظار کر رہی ہے۔ کپتان نے کہا ہے کہ سمندر پرسکون ہے، پر مسافر اس کی بات نہیں مانتے۔",
    "vi": "Phà đang chờ trong cảng và không ai hỏi vì sao. Thuyền trưởng nói rằng biển đã lặng, nhưng những người khách từ thành phố không tin vào điều này.",
    "zh": "渡轮在港口等待，没有人问为什么。船长说大海很平静，但是从城里来的乘客并不相信他的话，他们想知道什么时候可以出发，也想知道船票能不能退。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_paragraph_tells_its_language(language):
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ferry waits.",
        "1 2 3 4 5 " * 100,
        "Lorem Ipsum GmbH Foo Bar Baz Qux " * 20,
        "Unterkochen 1884 Meier Schmidt Huber Kowalski Novak " * 10,
        "\u0000\ud800 " * 100,
    ],
)
def test_what_is_short_or_no_sentences_tells_none(text):
    assert detect_language(text) is None


def test_a_quotation_in_another_language_does_not_change_that_of_the_text():
    assert detect_language(TEXTS["en"] * 3 + TEXTS["fr"]) == "en"


def test_near_kin_that_no_word_tells_apart_are_neither():
    assert detect_language(TEXTS["hr"].replace("gdje", "").replace("nitko", "") * 4) is None
