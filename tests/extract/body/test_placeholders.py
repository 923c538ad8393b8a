"""What stands in the place of an embed is none of the text; what looks like it and is the author's stays."""

import pytest

from essay import BODY_RULE, PARAGRAPHS, TEXT, essay_page
from extract.body.placeholders import is_placeholder
from extract.read import read_article

BOXES = {
    "Embed Privacy": (
        "<div class=embed-privacy-container><p class=embed-title>Instagram</p><p>By loading the post, you agree to the privacy policy of Instagram.</p>"
        "<p><a href=/privacy>Learn more</a></p><p><a href='#'>Load post</a></p><p>Always unblock Instagram posts</p></div>"
    ),
    "Borlabs": (
        "<div class=_brlbs-content-blocker><div class=_brlbs-default><p>Sie sehen gerade einen Platzhalterinhalt von <strong>YouTube</strong>. Um auf den eigentlichen Inhalt "
        "zuzugreifen, klicken Sie auf die Schaltfläche unten. Bitte beachten Sie, dass dabei Daten an Drittanbieter weitergegeben werden.</p>"
        "<p><a href='#'>Mehr Informationen</a></p><button>Inhalt entsperren</button></div></div>"
    ),
    "Complianz": "<div class=cmplz-blocked-content-container><p>Click to accept marketing cookies and enable this content</p></div>",
    "Usercentrics": (
        "<div class=uc-embedding-container><div class=uc-embedding-wrapper><h3>We need your consent to load the YouTube Video service!</h3>"
        "<p>We use a third party service to embed video content that may collect data about your activity. Please review the details and accept the service to watch this video.</p>"
        "<button>Accept</button></div></div>"
    ),
    "no class at all": (
        "<div class=k3><p><b>YouTube</b></p><p>By playing this video, you accept that data is sent to Google.</p><p><a href='#'>Play</a></p></div>"
    ),
    "where it comes from first": (
        "<div class=w-embed><p>This content is hosted on YouTube. By viewing it you accept the cookies of YouTube.</p><button>Accept and continue</button></div>"
    ),
    "where it comes from first, in a paragraph": "<p>The map comes from a provider in the valley. By loading it, you agree that it sets cookies.</p>",
    "where it comes from first, in German": "<div><p>Dieser Inhalt kommt von YouTube. Um dieses Video zu sehen, ist Ihre Zustimmung nötig.</p><button>Anzeigen</button></div>",
    "where it comes from first, in French": "<p>Cette vidéo est hébergée ailleurs. En cliquant sur la vidéo, vous acceptez les cookies de YouTube.</p>",
    "plain paragraph": "<p>By clicking on the map, you agree that its provider sets cookies.</p>",
    "German, no class": (
        "<div class=x7><p>Externer Inhalt</p><p>An dieser Stelle finden Sie einen externen Inhalt von Instagram, der den Artikel ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen.</p>"
        "<p>Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden. Damit können personenbezogene Daten an Drittplattformen übermittelt werden.</p></div>"
    ),
    "French": "<div><p>En cliquant sur la vidéo, vous acceptez les cookies de YouTube.</p><button>Afficher</button></div>",
    "Spanish": "<div><p>Este contenido está bloqueado hasta que acepte las cookies de marketing.</p></div>",
    "Dutch": "<p>Om deze video te bekijken moet u cookies van YouTube accepteren.</p>",
    "Polish": "<p>Aby zobaczyć tę treść, zaakceptuj cookies społecznościowe.</p>",
    "Russian": "<p>Чтобы посмотреть это видео, примите файлы cookie.</p>",
    "Turkish": "<p>Bu içeriği görüntülemek için çerezlere izin vermeniz gerekir.</p>",
    "Japanese": "<p>この動画を表示するにはクッキーへの同意が必要です。</p>",
    "chart without scripts": "<div class=chart-wrap><p>Please enable JavaScript to view this chart.</p></div>",
    "page without scripts": "<p>You need to enable JavaScript to run this app.</p>",
    "comments without scripts": "<p>Please enable JavaScript to view the comments powered by Disqus.</p>",
    "video without a player": "<p>Your browser does not support the video tag.</p>",
    "address that is protected": "<p>This email address is being protected from spambots. You need JavaScript enabled to view it.</p>",
    "German without scripts": "<p>Bitte aktivieren Sie JavaScript, um diese Grafik zu sehen.</p>",
    "French without scripts": "<p>Veuillez activer JavaScript pour voir ce graphique.</p>",
    "Italian without scripts": "<p>Per visualizzare il grafico attiva JavaScript nel browser.</p>",
    "Portuguese without scripts": "<p>Por favor, habilite o JavaScript para ver este gráfico.</p>",
    "Czech without scripts": "<p>Prosím, povolte si JavaScript.</p>",
    "Chinese without scripts": "<p>请启用JavaScript以查看此图表。</p>",
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_placeholder_of_an_embed_is_none_of_the_text(read_essay, kind):
    for place in ("within", "end"):
        assert read_essay(**{place: BOXES[kind]}).body_text == TEXT


def test_an_embed_that_a_placeholder_of_a_container_has_let_in_stays(make_page, make_site):
    frame = "<iframe src='https://video.example/7' title='The pans in June'></iframe>"
    box = f"<div class=embed-privacy-container><p>By loading the video, you agree to its terms.</p><div>{frame}</div></div>"
    article = read_article(make_page(essay_page(within=box)), make_site(BODY_RULE))
    assert "The pans in June" in article.body_text
    assert "you agree" not in article.body_text


OF_THE_AUTHOR = {
    "an essay on scripts": "<p>Please enable JavaScript, said the page of the town hall, and I did, and then it said that the office was closed until Tuesday and that I might write a letter instead, which I did as well. The answer came in June. It asked me to enable JavaScript, and thanked me for the patience with which I had waited; it was signed by hand, by somebody who had crossed out the printed name and written another one above it in pencil.</p>",
    "a quoted placeholder": "<p>“By loading the post, you agree to the privacy policy of Instagram.” That was all that was left of the picture.</p>",
    "a placeholder in a quotation": "<blockquote><p>Please enable JavaScript to view this chart.</p></blockquote>",
    "cookies in prose": "<p>The café in the pump house sells cookies, and by buying one you help to pay for the rakes.</p>",
    "content in prose": "<p>The content of the water was measured on Fridays, and it was never shown to anybody who asked.</p>",
    "a class of a theme": "<div class='media placeholder'><p>The wind at Orlo has eleven names, and the rakers used nine of them.</p></div>",
    "a heading beside it": "<section><h3>The salt in figures</h3><p>Please enable JavaScript to view this chart.</p></section>",
}
WORDS = {
    "an essay on scripts": "crossed out the printed name",
    "a quoted placeholder": "all that was left of the picture",
    "a placeholder in a quotation": "to view this chart",
    "cookies in prose": "to pay for the rakes",
    "content in prose": "measured on Fridays",
    "a class of a theme": "eleven names",
    "a heading beside it": "The salt in figures",
}


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_looks_like_a_placeholder_and_is_the_authors_stays(read_essay, kind):
    text = read_essay(within=OF_THE_AUTHOR[kind]).body_text
    assert WORDS[kind] in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    ["Ativar JavaScript", "Vänligen aktivera JavaScript", "Aktivér venligst JavaScript", "Ota JavaScript käyttöön", "Włącz JavaScript",
     "Включите JavaScript", "Увімкніть JavaScript", "Ενεργοποιήστε τη JavaScript", "JavaScript'i etkinleştirin", "يرجى تفعيل جافا سكريبت",
     "Aktifkan JavaScript", "JavaScriptを有効にしてください", "자바스크립트를 활성화하세요", "Schakel JavaScript in"],
)  # fmt: skip
def test_the_call_for_scripts_is_known_in_many_languages(line):
    assert is_placeholder(line)
