import pytest

from extract.fields.original_source import choose_source, is_read_more, source_link

LINK = "<a href='https://elsewhere.example/2026/ferries/'>The Elsewhere Review</a>"


@pytest.fixture
def choose(make_context):
    """Choose the source of a text; its container is known unless it is said to be unknown."""

    def make(html, *, head="", known=True, **options):
        context = make_context(
            f"<html><head>{head}</head><body><div class=text>{html}</div></body></html>", **options
        )
        return choose_source(context, context.page.select(".text")[0] if known else None)

    return make


def urls(choice):
    return [one.text for one in choice.chosen]


@pytest.mark.parametrize(
    "line",
    [
        f"This article first appeared in {LINK}.",
        f"Originally published by {LINK} on 3 March.",
        f"This post is republished from {LINK} under a Creative Commons licence.",
        f"Dieser Text ist zuerst erschienen in {LINK}.",
        f"Cet article a été initialement publié dans {LINK}.",
        f"Publicado originalmente en {LINK}",
        f"Pubblicato originariamente su {LINK}",
        f"Publicado originalmente no {LINK}",
        f"Dit stuk verscheen eerder in {LINK}",
        f"Впервые опубликовано в {LINK}",
        f"Bu yazı ilk olarak {LINK} sitesinde yayımlanmıştır",
        f"原文：{LINK}",
    ],
)
def test_a_sentence_that_says_where_a_text_first_stood_is_believed_anywhere(choose, line):
    for html in (f"<p>{line}</p><p>One.</p>", f"<p>One.</p><p><em>{line}</em></p>"):
        for known in (True, False):
            choice = choose(html, known=known)
            assert urls(choice) == ["https://elsewhere.example/2026/ferries/"]
            assert choice.confidence >= 0.9


@pytest.mark.parametrize(
    "label",
    ["Source: ", "via ", "Quelle: ", "Source : ", "Fuente: ", "Kaynak: ", "Fonte: ", "Źródło: ", "Источник: ",
     "المصدر: ", "来源：", "출처: "],
)  # fmt: skip
def test_a_label_is_believed_at_an_end_of_a_known_text_only(choose, label):
    line = f"<p>{label}{LINK}</p>"
    text = "<p><a href='/x'>A paragraph</a></p>" * 5
    assert urls(choose(line + text))
    assert choose(line + text).confidence < 0.9
    assert urls(choose(text + line))
    assert not urls(choose(text + line + text))
    assert not urls(choose(text + line, known=False))


@pytest.mark.parametrize(
    "line",
    [
        "Originally published in 2019.",
        "Source: Reuters",
        "This article first appeared in <a href='/2019/'>our archive</a>.",
        "This article first appeared in <a href='https://blog.site.example/x'>our blog</a>.",
        "Via <a href='https://twitter.com/intent/tweet?url=x'>Twitter</a>",
        "Source: <a href='https://www.facebook.com/sharer.php?u=x'>Share</a>",
        "Source: <a href='mailto:a@b.example'>Ann</a>",
        "Source: <a href='http://['>Broken</a>",
        f"{LINK} wrote of what had been originally published in 2019.",
        "It was originally published, " + "as all of them were, " * 20 + LINK,
    ],
)
def test_without_a_link_elsewhere_behind_the_cue_there_is_no_source(choose, line):
    assert urls(choose(f"<p>One.</p><p>{line}</p>")) == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://elsewhere.example/2026/ferries/", ["https://elsewhere.example/2026/ferries/"]),
        ("https://www.site.example/2026/ferries/", []),
        ("https://amp.site.example/2026/ferries/", []),
        ("https://elsewhere.example/", []),
        ("/2026/ferries/", []),
        ("http://[", []),
        ("", []),
    ],
)
def test_a_canonical_address_on_another_site_is_a_source(choose, href, expected):
    choice = choose("<p>One.</p>", head=f"<link rel=canonical href='{href}'>")
    assert (urls(choice), choice.confidence) == (expected, 0.9 if expected else 0.0)


def test_a_page_from_a_file_has_no_source_in_its_own_canonical_address(choose):
    head = "<link rel=canonical href='https://elsewhere.example/2026/ferries/'>"
    own = "<p>Originally published in <a href='https://www.elsewhere.example/2025/x'>our paper</a>.</p>"
    for html in ("<p>One.</p>", own):
        assert urls(choose(html, head=head, url="file:///home/ann/ferries.html", hosts=("localhost",))) == []


def test_a_page_from_a_file_has_the_source_that_its_text_states(choose):
    head = "<link rel=canonical href='https://site.example/2026/ferries/'>"
    choice = choose(f"<p>Originally published in {LINK}.</p>", head=head, url="file:///home/ann/ferries.html")
    assert urls(choice) == ["https://elsewhere.example/2026/ferries/"]


def test_what_the_text_says_goes_before_the_canonical_address_and_both_are_kept(choose):
    head = "<link rel=canonical href='https://third.example/x'>"
    choice = choose(f"<p>Originally published in {LINK}</p>", head=head)
    assert [one.text for one in choice.candidates] == [
        "https://elsewhere.example/2026/ferries/",
        "https://third.example/x",
    ]


def test_a_line_that_stands_in_no_paragraph_is_read_too(choose):
    assert urls(choose(f"<small>Source: {LINK}</small>")) == ["https://elsewhere.example/2026/ferries/"]


READ_MORE = [
    "Read more", "Read more here.", "Continue reading", "Read the full article at The Review", "Full article here", "Read the rest of the story here",
    "Click here to read the full article", "Devamı için tıklayınız", "Yazının devamı için tıklayınız", "Haberin devamı için tıklayın", "Makalenin tamamını okumak için tıklayınız",
    "Weiterlesen", "Hier weiterlesen", "Weiterlesen bei der Zeit", "Mehr lesen", "Zum vollständigen Artikel", "Zum Originalartikel", "Lire la suite", "Lire la suite sur Le Monde",
    "Lire l’article complet", "Leer más", "Seguir leyendo", "Leer el artículo completo aquí", "Leia mais", "Ler mais", "Leia a matéria completa aqui", "Leggi tutto",
    "Continua a leggere", "Lees verder", "Lees meer", "Läs mer", "Läs hela artikeln", "Læs mere", "Les mer", "Les hele saken", "Lue lisää", "Lesa meira", "Czytaj dalej",
    "Czytaj więcej", "Číst dále", "Celý článek", "Čítať ďalej", "Tovább", "Citește mai mult", "Citește mai departe", "Читать далее", "Читать полностью", "Подробнее",
    "Читати далі", "Прочетете още", "Pročitajte više", "Διαβάστε περισσότερα", "Διαβάστε τη συνέχεια", "اقرأ المزيد", "لقراءة المزيد", "ادامه مطلب", "קרא עוד", "המשך קריאה",
    "और पढ़ें", "আরও পড়ুন", "مزید پڑھیں", "Xem thêm", "Đọc tiếp", "Baca selengkapnya", "阅读全文", "閱讀更多", "续きを読む".replace("续", "続"), "全文はこちら", "더 보기", "계속 읽기", "อ่านต่อ",
]  # fmt: skip
ELSEWHERE = "https://elsewhere.example/2026/ferries/"


@pytest.fixture
def links_of_source(make_context):
    """Return the addresses that `source_link` finds in a container."""

    def find(html):
        context = make_context(f"<html><body><div class=text><p>One.</p><p>Two.</p>{html}</div></body></html>")
        return [link.get("href") for link in source_link(context.page.select(".text")[0], context)]

    return find


@pytest.mark.parametrize("words", READ_MORE)
def test_read_more_is_the_source_in_many_languages_as_a_paragraph_or_in_brackets(links_of_source, choose, words):
    assert is_read_more(words)
    for line in (
        f"<p><a href='{ELSEWHERE}'>{words}</a></p>",
        f"<p>[<a href='{ELSEWHERE}'>{words}</a>]</p>",
        f"<p>(<em><a href='{ELSEWHERE}'>{words}</a></em>…)</p>",
        f"<div><strong>» <a href='{ELSEWHERE}'>{words}</a></strong></div>",
    ):
        assert links_of_source(line) == [ELSEWHERE]
        assert urls(choose(f"<p>One.</p>{line}")) == [ELSEWHERE]


@pytest.mark.parametrize(
    "line",
    [
        "Devamı için <a>buraya tıklayınız</a>", "Lesen Sie den ganzen Text <a>hier</a>.", "La suite de cet article est à lire <a>ici</a>.",
        "El texto completo puede leerse <a>aquí</a>.", "Полностью статью можно прочитать <a>здесь</a>.", "この記事の全文は<a>こちら</a>。", "بقية المقال <a>هنا</a>",
    ],
)  # fmt: skip
def test_a_last_paragraph_with_such_words_beside_its_link_is_the_source(links_of_source, line):
    assert links_of_source("<p>" + line.replace("<a>", f"<a href='{ELSEWHERE}'>") + "</p>") == [ELSEWHERE]


@pytest.mark.parametrize("words", ["Read more", "Devamı için tıklayınız", "Weiterlesen", "続きを読む"])
def test_read_more_that_leads_to_the_same_site_or_stands_in_the_middle_is_no_source(links_of_source, words):
    for line in (
        f"<p><a href='#more-12'>{words}</a></p>",
        f"<p><a href='https://site.example/2026/02/slug/'>{words}</a></p>",
        f"<p><a href='/2026/01/other/'>{words}</a></p>",
        f"<p><a href='{ELSEWHERE}'>{words}</a></p><p>Three.</p><p>Four.</p>",
    ):
        assert links_of_source(line) == []


@pytest.mark.parametrize("words", ["Read more", "Devamı için tıklayınız", "Lire la suite", "اقرأ المزيد"])
@pytest.mark.parametrize(
    "bar",
    [
        "<p>Source: <a>The Third Review</a></p>",
        "<div class=source-bar>Kaynak: <a>third.example</a></div>",
        "<p>via: <a>Third</a></p>",
    ],
)
def test_read_more_goes_before_the_bar_that_names_the_source_behind_it(links_of_source, words, bar):
    bar = bar.replace("<a>", "<a href='https://third.example/'>")
    assert links_of_source(f"<p><a href='{ELSEWHERE}'>{words}</a></p>{bar}") == [ELSEWHERE]
    assert links_of_source(bar) == ["https://third.example/"]


def test_read_more_behind_a_text_without_a_known_container_is_the_source(make_context):
    text = "".join(
        f"<p>Ferries wait, and harbours wait for ferries, and nobody minds the other {n} of them at all.</p>"
        for n in range(6)
    )
    line = f"<p><a href='{ELSEWHERE}'>Devamı için tıklayınız</a></p>"
    for place in ("<article><h1>Ferries</h1>{}{}</article>", "<article><h1>Ferries</h1><div>{}</div>{}</article>"):
        context = make_context(f"<html><body>{place.format(text, line)}<footer>A site</footer></body></html>")
        assert urls(choose_source(context)) == [ELSEWHERE]
        own = line.replace(ELSEWHERE, "/2026/01/other/")
        assert urls(choose_source(make_context(f"<html><body>{place.format(text, own)}</body></html>"))) == []


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='https://site.example/2026/ferries/'>",
        "<meta property=og:url content='https://www.site.example/2026/ferries/'>",
        "",
    ],
)
def test_the_text_of_a_file_without_a_known_container_states_its_source_too(choose, head):
    line = f"<p>One.</p><p>This article first appeared in {LINK}.</p>"
    choice = choose(line, head=head, known=False, url="file:///home/ann/ferries.html")
    assert urls(choice) == ["https://elsewhere.example/2026/ferries/"]
    own = "<p>This article first appeared in <a href='https://site.example/2019/'>our archive</a>.</p>"
    if head:
        assert urls(choose(own, head=head, known=False, url="file:///home/ann/ferries.html")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: {}", "Read more – {}", "Read more ({})", "<strong>Continue reading:</strong> {}", "Lire la suite : {}",
        "Weiterlesen: {}", "Leer más: {}", "Читать далее: {}", "続きを読む：{}", "اقرأ المزيد: {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Elsewhere", "elsewhere.example"])
def test_read_more_with_a_mark_before_the_name_of_another_site_is_the_source(links_of_source, choose, line, name):
    html = f"<p>{line.format(f'<a href={ELSEWHERE}>{name}</a>')}</p>"
    assert links_of_source(html) == [ELSEWHERE]
    assert urls(choose(f"<p>One.</p>{html}")) == [ELSEWHERE]


@pytest.mark.parametrize(
    "line",
    [
        f"Read more: <a href='{ELSEWHERE}'>Why ferries wait</a>",
        "Read more: <a href='https://site.example/2026/01/other/'>Site</a>",
        "Read more: <a href='/2026/01/other/'>Why ferries wait</a>",
        f"Timetables: <a href='{ELSEWHERE}'>Elsewhere</a>",
        f"Why ferries wait, read more: <a href='{ELSEWHERE}'>Elsewhere</a>, and other stories of the sea",
    ],
)
def test_read_more_with_a_mark_before_a_title_or_the_own_site_is_no_source(choose, line):
    assert urls(choose(f"<p>One.</p><p>{line}</p>")) == []
