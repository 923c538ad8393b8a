"""The line below a text may say when it came out, and when it was changed."""

import pytest

from essay import PARAGRAPHS
from extract.read import read_article

LONG = [text for _ in range(4) for text in PARAGRAPHS]
BODY = '[fields]\nbody = [{ css = "div.text" }]\n'


@pytest.fixture(params=["", BODY], ids=["model", "container"])
def days(request, make_page, make_site):
    """Return the days of publication and update of a page with a line by its headline, and HTML at its end."""

    def read(end, *, behind="", byline="", lang="en", url="https://site.example/a/salt/"):
        text = "".join(f"<p>{number}. {paragraph}</p>" for number, paragraph in enumerate(LONG))
        html = (
            f"<html lang={lang}><title>Salt and patience</title><body><main><article><h1>Salt and patience</h1>{byline}"
            f"<div class=text>{text}{end}</div>{behind}</article></main>"
        )
        article = read_article(make_page(html, url=url), make_site(f'articles = "site"\n{request.param}'))
        found = (article.published_at, article.updated_at)
        assert not article.published_at or article.published_precision == "day"
        return tuple(at and at.date().isoformat() for at in found)

    return read


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Published 3 March 2024 in Opinion"),
        ("en", "(First published in The Orlo Review, 3 March 2024)"),
        ("en", "This essay appeared in the print edition of 3 March 2024."),
        ("en", "A version of this essay appears in print on March 3, 2024."),
        ("de", "(Erschienen am 3. März 2024)"),
        ("de", "Dieser Text erschien am 3. März 2024 in der Saline."),
        ("fr", "(Paru le 3 mars 2024 dans Opinions)"),
        ("it", "Pubblicato il 3 marzo 2024 in Opinioni"),
        ("nl", "(Verschenen op 3 maart 2024 in Opinie)"),
        ("pl", "Opublikowano 3 marca 2024"),
    ],
)
def test_the_line_below_a_text_says_when_it_came_out(days, lang, line):
    other = "<p>5 May 2019</p>"
    assert days(f"<p>{line}</p>", lang=lang) == ("2024-03-03", None)
    assert days(f"{other}<p><em>{line}</em></p>", lang=lang) == ("2024-03-03", None)
    assert days("", behind=f"<p class=meta>{line}</p>", lang=lang) == ("2024-03-03", None)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "This entry was posted on Sunday, March 3rd, 2024 at 7:12 am and is filed under {}."),
        ("de", "Dieser Eintrag wurde am 3. März 2024 veröffentlicht und liegt unter {}."),
        ("fr", "Cet article a été publié le 3 mars 2024 et classé dans {}."),
    ],
)
def test_a_long_line_of_a_theme_below_a_post_says_when_it_was_posted(days, lang, line):
    filed = "<a href=/essays/>Essays</a>. " + "You can follow any responses to this entry through its feed. " * 3
    article = f"<p class=postmetadata>{line.format(filed)}</p>"
    if lang == "en":
        article = article.replace(" at 7:12 am", "")
    assert days("", behind=article, lang=lang)[0] == "2024-03-03"


@pytest.mark.parametrize(
    ("lang", "byline", "line"),
    [
        ("en", "3 March 2024", "Updated 4 May 2025"),
        ("en", "3 March 2024", "Last updated: May 4, 2025"),
        ("en", "3 March 2024", "This essay was updated on 4 May 2025 to correct a name."),
        ("en", "3 March 2024", f"Update, 4 May 2025: {PARAGRAPHS[1]}"),
        ("en", "3 March 2024", "This article was amended on 4 May 2025 to correct the number of pans."),
        ("en", "3 March 2024", "This article was corrected on 4 May 2025."),
        ("de", "3. März 2024", "Dieser Artikel wurde am 4. Mai 2025 korrigiert."),
        ("fr", "3 mars 2024", "Article corrigé le 4 mai 2025"),
        ("nl", "3 maart 2024", "Dit artikel is op 4 mei 2025 gecorrigeerd."),
        ("de", "3. März 2024", "Zuletzt aktualisiert am 4. Mai 2025"),
        ("de", "3. März 2024", "Stand: 4. Mai 2025"),
        ("fr", "3 mars 2024", "Mis à jour le 4 mai 2025"),
    ],
)
def test_the_line_below_a_text_says_when_it_was_changed(days, lang, byline, line):
    by = f"<p>{byline}</p>"
    assert days(f"<p>{line}</p>", byline=by, lang=lang) == ("2024-03-03", "2025-05-04")
    assert days("", behind=f"<p class=note>{line}</p>", byline=by, lang=lang) == ("2024-03-03", "2025-05-04")


@pytest.mark.parametrize(
    ("end", "behind"),
    [
        ("<p>The law on salt was last updated on 4 May 2025 by the board.</p>", ""),
        ("<p>The law on salt was amended on 4 May 2025 by the board.</p>", ""),
        ("<p>The scales of the old harbour were corrected on 4 May 2025.</p>", ""),
        ("", "<div class=related-posts><p><a href=/x/>Grey water</a></p><p>Updated 4 May 2025</p></div>"),
        ("", "<div class=comments><p>Ben Ray</p><p>Edited 4 May 2025</p></div>"),
        ("<p>Updated 4 May 2023</p>", ""),
    ],
)
def test_a_change_of_something_else_is_no_update_of_the_text(days, end, behind):
    assert days(end, behind=behind, byline="<p>3 March 2024</p>") == ("2024-03-03", None)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/03/03/salt", "2024-03-03"),
        ("/2024-03-03-salt", "2024-03-03"),
        ("/20240303/salt", "2024-03-03"),
        ("/n1/2024/0303/c1-4.html", "2024-03-03"),
        ("/2024-03/03/c_1.htm", "2024-03-03"),
        ("/salt/202403/03/1.html", "2024-03-03"),
        ("/article/20240303123456", "2024-03-03"),
        ("/2027/06/05/salt", None),
        ("/2024/1303/salt", None),
        ("/2024/03031/salt", None),
        ("/article/120240303123456", None),
        ("/web/20240303123456/http://salt.example/", None),
    ],
)
def test_the_address_dates_a_page_that_shows_no_day(days, path, day):
    assert days("", url=f"https://site.example{path}") == (day, None)


def test_a_page_without_the_tag_of_its_body_is_dated_by_its_last_line(make_page, make_site):
    text = "".join(f"<p>{number}. {paragraph}</p>" for number, paragraph in enumerate(LONG))
    html = (
        f"<title>Salt and patience</title><main><h1>Salt and patience</h1>{text}<p>Published 3 March 2024</p></main>"
    )
    article = read_article(make_page(html), make_site('articles = "site"\n'))
    assert article.published_at.date().isoformat() == "2024-03-03"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("fr", "3 mars 2024 à 14h05, mis à jour le 4 mai 2025 à 09h10"),
        ("fr", "Le 3 mars 2024 à 14h05, mis à jour le 4 mai 2025 à 09h10"),
        ("es", "3 de marzo de 2024 a las 14:05 h, actualizado el 4 de mayo de 2025 a las 9:10 h"),
        ("pt", "3 de março de 2024 às 14h05 - atualizado em 4 de maio de 2025 às 9h10"),
    ],
)
def test_a_line_of_days_and_hours_is_no_sentence(make_page, make_site, lang, line):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"<html lang={lang}><title>Salt and patience</title><body><main><h1>Salt and patience</h1><p>{line}</p>{text}</main>"
    article = read_article(make_page(html), make_site('articles = "/2026/"'))
    assert article.published_at.date().isoformat() == "2024-03-03"
    assert article.updated_at.date().isoformat() == "2025-05-04"


def test_a_sentence_with_a_day_is_told_even_where_no_mark_ends_it(make_page, make_site):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    line = "what the board of the pans wrote on 3 March 2024 at 14:05 to all of those who were still there"
    html = f"<html lang=en><title>Salt and patience</title><body><main><h1>Salt and patience</h1><p>{line}</p>{text}</main>"
    article = read_article(make_page(html), make_site('articles = "/2026/"'))
    assert article.published_at is None
