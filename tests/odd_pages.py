"""Odd pages: articles told in unusual HTML, each within the same frame of a site, with the text that must come out."""

import json
from typing import NamedTuple

TITLE = "Why the slow ferry outlived the bridge"
URL = "https://post.example/2026/02/slow-ferry/"

# A piece of each part of the frame; none of them may be in an article.
FURNITURE = (
    "We use cookies", "Accept all", "Skip to content", "World", "Share this story", "Copy link", "More from this section",
    "Harbour dues to rise", "Dredging begins", "Join our newsletter", "Your e-mail address", "Leave a reply",
    "I took that boat for years", "Thank you, Otto", "Most read", "The fog that closed", "All rights reserved",
    "Imprint", "Advertisement",
)  # fmt: skip

FRAME = """<!DOCTYPE html>
<html lang="{lang}"{html}>
<head>
<meta charset="utf-8">
<title>{title} – The Harbour Post</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="og:title" content="{title}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2026-02-03T10:00:00+00:00">
<link rel="canonical" href="https://post.example/2026/02/slow-ferry/">
<style>body {{ margin: 0 }}</style>
{head}
</head>
<body class="post-template">
<a class="skip-link" href="#content">Skip to content</a>
<div id="cookie-banner" class="cookie-banner" role="dialog">
<p>We use cookies and similar techniques to run this site, to measure how it is read, and to show you what fits.</p>
<button>Accept all</button> <a href="/privacy/">Settings</a>
</div>
<header class="site-header">
<a class="logo" href="/">The Harbour Post</a>
<nav class="main-nav"><ul><li><a href="/world/">World</a></li><li><a href="/ports/">Ports</a></li>
<li><a href="/opinion/">Opinion</a></li><li><a href="/weather/">Weather</a></li></ul></nav>
<form role="search"><input name="q"><button>Search</button></form>
</header>
<main id="content">
<article class="post">
<h1 class="headline">{title}</h1>
<div class="byline">By <a rel="author" href="/by/ines-holm/">Ines Holm</a>
<time datetime="2026-02-03T10:00:00+00:00">3 February 2026</time></div>
<div class="share-buttons"><span>Share this story</span> <a href="https://social.example/s">Post</a>
<a href="#">Copy link</a></div>
<div class="{holder}">
{text}
</div>
<div class="ad-slot"><span>Advertisement</span></div>
<div class="newsletter-signup"><h3>Join our newsletter</h3>
<p>The best of the harbour in your inbox every Friday morning, free of charge, and you can leave whenever you like.</p>
<form><input placeholder="Your e-mail address"><label>Your e-mail address</label><button>Sign up</button></form></div>
</article>
<section class="related-posts"><h2>More from this section</h2><ul>
<li><a href="/2026/01/dues/"><h3>Harbour dues to rise by a tenth in spring</h3>
<p>The council says that the quays need it, and the fishermen say that they do not.</p></a></li>
<li><a href="/2026/01/dredging/"><h3>Dredging begins at the northern mole</h3>
<p>Two ships from Rotterdam will work until May, by day and by night.</p></a></li></ul></section>
<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list">
<li class="comment"><b class="comment-author">Otto</b><p>I took that boat for years, and it was never once on time, and
nobody ever minded it at all.</p></li>
<li class="comment"><b class="comment-author">Mira</b><p>Thank you, Otto, that is just how I remember it as well.</p></li>
</ol><h3>Leave a reply</h3><form><textarea></textarea><button>Send</button></form></section>
</main>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/a/">The fog that closed the strait for nine days</a></li>
<li><a href="/b/">A lighthouse for sale</a></li></ol></aside>
<footer class="site-footer"><p>© 2026 The Harbour Post. All rights reserved.</p>
<a href="/imprint/">Imprint</a> <a href="/contact/">Contact</a></footer>
</body>
</html>
"""

PARAGRAPHS = (
    "When the bridge was opened in the autumn of 1964, the paper of the island printed an obituary of the ferry. It was "
    "premature, as obituaries of boats tend to be.",
    "The boat kept crossing four times a day, half empty at first, and then, to everybody's surprise, fuller every summer "
    "than it had been the summer before.",
    "Engineers had counted cars. They had not counted the people who went over to be nowhere for forty minutes, with a "
    "cup of soup and a view of other people's work.",
    "“A bridge takes you there,” said Marit Aune, who sold tickets for thirty years. “A ferry takes you there and asks "
    "whether you are sure.”",
    "The accounts tell a drier story. Maintenance of the bridge doubled in ten years, while the boat, built by a yard that "
    "no longer exists, needed paint and one new engine.",
    "What the planners called a delay was, for most of those who paid for it, the point of the journey, and no survey had "
    "a box in which that could be ticked.",
    "There is a lesson in this for anyone who measures a service by the minutes that it saves, although it is not the "
    "lesson that friends of old boats like to draw.",
    "The ferry did not win because it was slow. It won because it was the last public room on that coast, and rooms are "
    "harder to replace than roads.",
)  # fmt: skip

ARABIC = (
    "عندما افتُتح الجسر في خريف عام 1964 نشرت صحيفة الجزيرة نعيًا للعبّارة، وكان ذلك سابقًا لأوانه كما هي الحال دائمًا مع القوارب.",
    "استمر القارب في العبور أربع مرات في اليوم، نصف فارغ في البداية، ثم أصبح يمتلئ أكثر فأكثر في كل صيف، على غير ما توقع الجميع.",
    "لقد أحصى المهندسون السيارات، لكنهم لم يحصوا الناس الذين كانوا يعبرون ليكونوا في لا مكان لأربعين دقيقة مع كوب من الحساء.",
    "لم تنتصر العبّارة لأنها بطيئة، بل لأنها كانت آخر غرفة عامة على ذلك الساحل، والغرف أصعب استبدالًا من الطرق.",
)  # fmt: skip
CHINESE = (
    "一九六四年秋天大桥通车的时候，岛上的报纸为渡轮登了一篇讣告。事后看来，这篇讣告来得太早了，关于船的讣告往往如此。",
    "渡轮照旧每天来回四趟，起初只坐了一半的人，后来却出乎所有人的意料，一个夏天比一个夏天更满。",
    "工程师们数过汽车，却没有数过那些只想在海上待四十分钟的人，他们捧着一碗热汤，看着别人干活。",
    "渡轮不是因为慢才赢的。它赢在它是那段海岸上最后一间公共的屋子，而屋子比道路更难替代。",
)  # fmt: skip
JAPANESE = (
    "一九六四年の秋に橋が開通したとき、島の新聞は渡し船の死亡記事を載せた。船についての死亡記事がたいていそうであるように、それは早すぎた。",
    "船はその後も一日に四度海峡を渡りつづけ、はじめは半分空いていたが、誰もが驚いたことに、夏が来るたびに混むようになった。",
    "技師たちは自動車の数をかぞえたが、四十分のあいだどこでもない場所にいたくて乗る人たちの数はかぞえなかった。",
    "渡し船は遅いから勝ったのではない。その海岸に残された最後のみんなの部屋だったから勝ったのであり、部屋は道よりも替えがきかない。",
)  # fmt: skip
RUSSIAN = (
    "Когда осенью 1964 года открыли мост, газета острова напечатала некролог парому. Он был преждевременным, как и все "
    "некрологи кораблям.",
    "Паром ходил по-прежнему четыре раза в день, сначала наполовину пустой, а потом, ко всеобщему удивлению, с каждым летом "
    "всё полнее.",
    "Инженеры считали машины. Они не считали людей, которые ехали, чтобы сорок минут побыть нигде, с чашкой супа и с видом на "
    "чужую работу.",
    "Паром победил не потому, что был медленным. Он был последней общей комнатой на том берегу, а комнату заменить труднее, "
    "чем дорогу.",
)  # fmt: skip


class Odd(NamedTuple):
    """A page as bytes, the text that it holds, and the header that comes with it."""

    body: bytes
    text: str
    content_type: str = "text/html; charset=utf-8"


def framed(
    text: str, *, head: str = "", lang: str = "en", html: str = "", title: str = TITLE, holder: str = "text"
) -> str:
    """Return a page of the Harbour Post around the HTML of a text."""
    return FRAME.format(text=text, head=head, lang=lang, html=html, title=title, holder=holder)


def joined(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """Return paragraphs as an article's text has them."""
    return "\n\n".join(paragraphs)


def in_p(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """Return paragraphs as HTML."""
    return "\n".join(f"<p>{one}</p>" for one in paragraphs)


def odd(text: str, expected: str | None = None, **options: str) -> Odd:
    """Return a framed page, of which PARAGRAPHS are expected unless another text is named."""
    return Odd(framed(text, **options).encode(), joined() if expected is None else expected)


def script(value: object, kind: str = "application/json", name: str = "state") -> str:
    """Return a script that holds a value as JSON."""
    return f'<script id="{name}" type="{kind}">{json.dumps(value)}</script>'.replace("</p>", "<\\/p>")


STATED = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE}
OTHER = "Two ships from Rotterdam will work until May, by day and by night, and the mole is closed to walkers. " * 9
RELATED = [{"title": "Dredging begins at the northern mole", "body": f"<p>{OTHER}</p>"}]
BLOCKS = [{"type": "paragraph", "data": {"text": one}} for one in PARAGRAPHS]
PORTABLE = [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": one}]} for one in PARAGRAPHS]
LOADING = '<div id="root"><p>Loading…</p></div>'


def _next(article: object, **more: object) -> str:
    props = {"pageProps": {"article": article, **more}, "menu": [{"label": "World", "href": "/world/"}]}
    return script({"props": props, "page": "/[slug]", "buildId": "x7"}, name="__NEXT_DATA__")


# As some programs write a text into a script.
_IN_SCRIPT = json.dumps(in_p()).replace("<", "\\u003C").replace("/", "\\u002F")

HIDDEN = {
    "articleBody of JSON-LD": odd(
        LOADING, head=script({**STATED, "articleBody": joined()}, "application/ld+json")
    ),
    "articleBody of JSON-LD with single line ends": odd(
        LOADING, head=script({**STATED, "articleBody": "\n".join(PARAGRAPHS)}, "application/ld+json")
    ),
    "articleBody of JSON-LD as HTML": odd(
        LOADING, head=script({"@graph": [{**STATED, "articleBody": in_p()}]}, "application/ld+json")
    ),
    "articleBody of JSON-LD as escaped HTML": odd(
        LOADING,
        head=script({**STATED, "articleBody": in_p().replace("<", "&lt;").replace(">", "&gt;")}, "application/ld+json"),
    ),
    "a teaser and the whole in JSON-LD": odd(
        in_p(PARAGRAPHS[:2]), head=script({**STATED, "articleBody": joined()}, "application/ld+json")
    ),
    "the state of Next.js": odd(LOADING + _next({"title": TITLE, "body": in_p()}, related=RELATED)),
    "the state of Next.js in blocks": odd(LOADING + _next({"title": TITLE, "content": BLOCKS}, related=RELATED)),
    "the state of Next.js in spans": odd(LOADING + _next({"headline": TITLE, "content": PORTABLE})),
    "the state of Nuxt 3": odd(
        LOADING
        + script([["Reactive", 1], {"article": 2}, {"title": 3, "body": 4}, TITLE, in_p()], name="__NUXT_DATA__")
    ),
    "the state of Nuxt 2": odd(
        f"{LOADING}<script>window.__NUXT__=(function(a,b){{return {{data:[{{title:a,body:b}}]}}}}"
        f"({json.dumps(TITLE)},{_IN_SCRIPT}));</script>"
    ),
    "a state that a script assigns": odd(
        f"{LOADING}<script>window.__INITIAL_STATE__ = {json.dumps({'post': {'title': TITLE, 'html': in_p()}})};</script>"
        .replace("</p>", "<\\/p>")
    ),
    "another island of JSON": odd(
        LOADING + script({"story": {"name": TITLE, "text": joined()}}, name="island")
    ),
}  # fmt: skip

_LIVE = [f"<div class='live-update'><time>{9 + n}:15</time><h3>Report {n}</h3><p>{one}</p></div>" for n, one in enumerate(PARAGRAPHS)]  # fmt: skip
_TALK = [f"<p><strong>Question {n}, and what of the people who came for it?</strong></p><p>{one}</p>" for n, one in enumerate(PARAGRAPHS)]  # fmt: skip
_VERSE = ("The bridge is quick, the boat is slow,", "the tide is none of these,", "and those who have no place to go",
          "go over it with ease.")  # fmt: skip
_VERSE_2 = ("They drink their soup, they watch the men", "who mend the northern quay,", "and then they cross it once again",
            "and call the evening day.")  # fmt: skip
_THINGS = tuple(
    f"{name}, which the planners of the bridge had left out of their sums although everybody used it daily"
    for name in ("The soup in the lower saloon", "The notice board by the door", "The bench where the pilots sat")
)
SHORT = (
    "The ferry to the island will not run on Sunday. A new engine is being fitted, says the harbour master, and the boat "
    "will be back on Monday at six in the morning. Buses go over the bridge every hour instead."
)  # fmt: skip


def _long(words: int) -> tuple[str, ...]:
    return tuple(f"Day {n} of the log. {PARAGRAPHS[n % 8]}" for n in range(1, words // 32))


def _lazy(number: int) -> str:
    return (f'<figure><img src="data:image/gif;base64,R0lGOD" data-src="/i/{number}.jpg" alt="Boat">'
            f'<noscript><img src="/i/{number}.jpg"></noscript></figure>')  # fmt: skip


SHOWN = {
    "paragraphs": odd(in_p()),
    "AMP": odd(
        f'<amp-img src="/i.jpg" width="4" height="3"></amp-img>{in_p(PARAGRAPHS[:4])}<amp-ad type="x"></amp-ad>'
        f"{in_p(PARAGRAPHS[4:])}",
        html=" amp",
        head='<script async src="https://cdn.example/v0.js"></script><style amp-custom>p{margin:0}</style>',
    ),
    "lazy images": odd("".join(f"<p>{one}</p>{_lazy(n)}" for n, one in enumerate(PARAGRAPHS))),
    "paragraphs parted by two breaks": odd("<br><br>\n".join(PARAGRAPHS)),
    "paragraphs parted by XHTML's breaks": odd("<br />&nbsp;<br />".join(PARAGRAPHS)),
    "nested tables": odd(
        "<table><tr><td><table><tr><td width=600>" + in_p(PARAGRAPHS[:4]) + "</td></tr></table></td></tr><tr><td>"
        "<table><tr><td>" + in_p(PARAGRAPHS[4:]) + "</td></tr></table></td></tr></table>"
    ),
    "divs only": odd("".join(f"<div>{one}</div>" for one in PARAGRAPHS)),
    "divs in divs": odd("".join(f'<div class="r{n}"><div><div>{one}</div></div></div>' for n, one in enumerate(PARAGRAPHS))),
    "spans of a builder": odd("".join(f'<div class="x1"><span class="y2">{one}</span></div>' for one in PARAGRAPHS)),
    "a live blog": odd(
        "".join(_LIVE), "\n\n".join(f"{9 + n}:15\n\nReport {n}\n\n{one}" for n, one in enumerate(PARAGRAPHS))
    ),
    "an interview": odd(
        "".join(_TALK),
        "\n\n".join(f"Question {n}, and what of the people who came for it?\n\n{one}" for n, one in enumerate(PARAGRAPHS)),
    ),
    "a poem": odd(
        f"<p>{'<br>'.join(_VERSE)}</p><p>{'<br>'.join(_VERSE_2)}</p>", "\n".join(_VERSE) + "\n\n" + "\n".join(_VERSE_2)
    ),
    "a poem in pre": odd("<pre>" + "\n".join((*_VERSE, "", *_VERSE_2)) + "</pre>", "\n".join((*_VERSE, "", *_VERSE_2))),
    "a list": odd(
        f"<p>{PARAGRAPHS[0]}</p><ul>{''.join(f'<li>{one}</li>' for one in _THINGS)}</ul><p>{PARAGRAPHS[1]}</p>",
        f"{PARAGRAPHS[0]}\n\n" + "\n".join(f"- {one}" for one in _THINGS) + f"\n\n{PARAGRAPHS[1]}",
    ),
    "a list of all": odd(
        f"<ol>{''.join(f'<li>{one}</li>' for one in PARAGRAPHS)}</ol>",
        "\n".join(f"{n}. {one}" for n, one in enumerate(PARAGRAPHS, 1)),
    ),
    "short lines between paragraphs": odd(
        f"<p>{PARAGRAPHS[0]}</p><p>So it was.</p><p>{PARAGRAPHS[1]}</p><h2>Soup</h2><p>{PARAGRAPHS[2]}</p><p>It goes on.</p>",
        f"{PARAGRAPHS[0]}\n\nSo it was.\n\n{PARAGRAPHS[1]}\n\nSoup\n\n{PARAGRAPHS[2]}\n\nIt goes on.",
    ),
    "a table of data": odd(
        f"{in_p(PARAGRAPHS[:3])}<table><tr><th>Year</th><th>Riders</th></tr><tr><td>1964</td><td></td></tr>"
        f"<tr><td>1974</td><td>91,000</td></tr></table>{in_p(PARAGRAPHS[3:])}",
        f"{joined(PARAGRAPHS[:3])}\n\nYear | Riders\n1964 | \n1974 | 91,000\n\n{joined(PARAGRAPHS[3:])}",
    ),
    "forty words": odd(f"<p>{SHORT}</p>", SHORT),
    "forty words in a div": odd(SHORT, SHORT),
    "fifty thousand words": odd(in_p(_long(50_000)), joined(_long(50_000))),
    "Arabic": odd(in_p(ARABIC), joined(ARABIC), lang="ar", html=' dir="rtl"', title="العبّارة البطيئة والجسر"),
    "Chinese": odd(in_p(CHINESE), joined(CHINESE), lang="zh", title="慢渡轮为什么比大桥活得更久"),
    "Japanese": odd(in_p(JAPANESE), joined(JAPANESE), lang="ja", title="遅い渡し船が橋より長生きした理由"),
    "Chinese with breaks": odd("<br>　　<br>".join(CHINESE), joined(CHINESE), lang="zh", title="慢渡轮为什么活得更久"),
    "XHTML": Odd(
        framed(in_p()).replace("<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC '
        '"-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">')
        .replace("<html ", '<html xmlns="http://www.w3.org/1999/xhtml" ').encode(), joined(), "application/xhtml+xml"
    ),
    "paragraphs never closed": odd("".join(f"<p>{one}" for one in PARAGRAPHS)),
    "bold and italics crossed": odd("".join(f"<p><b>{one[:30]}<i>{one[30:60]}</b>{one[60:]}</i></p>" for one in PARAGRAPHS)),
    "ends of what never began": odd("</span></div2></b>".join(f"<p>{one}</p>" for one in PARAGRAPHS)),
    "tags without a space": odd("".join(f'<pclass="x">{one}</p>' for one in PARAGRAPHS)),
    "a font around all": odd(f"<font face=Arial><center>{in_p()}</center></font>"),
    "a container of an unknown name": odd(in_p(), holder="zq-91 kx_2"),
    "a container of a misleading name": odd(in_p(), holder="widget-container sidebar-right-layout"),
    "custom elements": odd("".join(f"<story-part><story-text>{one}</story-text></story-part>" for one in PARAGRAPHS)),
    "sections with headings": odd(
        "".join(f"<section><h2>Part {n}</h2><p>{one}</p></section>" for n, one in enumerate(PARAGRAPHS)),
        "\n\n".join(f"Part {n}\n\n{one}" for n, one in enumerate(PARAGRAPHS)),
    ),
    "Windows-1251 that the header calls UTF-8": Odd(
        framed(in_p(RUSSIAN), lang="ru").replace('<meta charset="utf-8">', "").replace("–", "-").replace("©", "").encode("cp1251"),
        joined(RUSSIAN),
    ),
    "UTF-8 that the header calls Latin-1": Odd(framed(in_p()).encode(), joined(), "text/html; charset=iso-8859-1"),
    "Shift JIS that only the page names": Odd(
        framed(in_p(JAPANESE), lang="ja").replace("utf-8", "shift_jis").replace("–", "-").replace("©", "").encode("cp932"),
        joined(JAPANESE), "text/html",
    ),
    "UTF-16": Odd(framed(in_p()).encode("utf-16"), joined(), "text/html"),
    "UTF-8 with bytes of Latin-1 in its footer": Odd(
        framed(in_p(RUSSIAN), lang="ru").encode().replace("©".encode(), b"\xa9"), joined(RUSSIAN)
    ),
}  # fmt: skip

ALL = {**SHOWN, **{f"{name}, hidden": page for name, page in HIDDEN.items()}}
