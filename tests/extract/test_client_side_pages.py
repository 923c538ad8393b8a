"""Pages whose text only scripts show: it is read from their data, or the page needs a browser."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from time import process_time
from urllib.parse import quote

import pytest

from extract.errors import NotAnArticle
from extract.read import read_article

TITLE = "The slate at the weir"
TEXTS = (
    (
        "The weir keeper opens the sluice at four in the morning, before the millers wake, and writes the height of "
        "the water on a slate that hangs beside the door. He says that his father did the same."
    ),
    (
        "Nobody has asked to read the slate since the new gauge was built upstream, but the figures are still copied "
        "each Sunday into a ledger bound in green cloth, which is kept dry in the bread oven."
    ),
    (
        "When the flood came in November the gauge was the first thing to go, and for nine days the ledger was the "
        "only record of the river that anyone in the valley had. The newspapers printed it."
    ),
    "The engineers now copy the slate too, and have offered the keeper a telephone, which he keeps in a drawer.",
)
OTHER = "Another story altogether, of the ferry and its timetable. It is longer than the one of the weir. " * 30
HTML = "".join(f"<p>{text}</p>" for text in TEXTS)
MENU = "<header><a href='/'>Valley Paper</a><nav><a href='/a'>News</a><a href='/b'>Opinion</a></nav></header>"
FOOTER = (
    "<footer><p>Valley Paper is printed by the Quill family, who reserve all rights in it since 1911.</p></footer>"
)
RELATED = [{"title": "The ferry", "slug": "the-ferry", "content": OTHER}]
POST = {"id": 7, "title": TITLE, "slug": "the-slate", "content": HTML, "related": RELATED}


def page(script, *, root="<div id='app'></div>", head="", title=f"{TITLE} | Valley Paper"):
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head>"
        f"<body>{MENU}{root}{FOOTER}{script}</body></html>"
    )


def island(value, attributes="id='state'"):
    return f"<script type='application/json' {attributes}>{json.dumps(value)}</script>"


def program(source):
    return f"<script>{source}</script>"


def javascript(value):
    """Return a value as minified JavaScript writes it, with bare keys and `!0`."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{javascript(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(javascript, value)) + "]"
    if isinstance(value, bool):
        return "!0" if value else "!1"
    return "void 0" if value is None else json.dumps(value).replace("<", "\\u003C").replace("/", "\\u002F")


def flat(value, first=0, key_of=None):
    """Return a value as devalue flattens it, its indexes from `first` on; `key_of` writes the keys of objects."""
    values = []

    def add(member):
        place = len(values)
        values.append(member)
        if isinstance(member, dict):
            values[place] = {key_of(values, key) if key_of else key: add(inner) for key, inner in member.items()}
        elif isinstance(member, list):
            values[place] = [add(inner) for inner in member]
        return place + first

    add(value)
    return values


def turbo(value):
    """Return a value as React Router's turbo-stream flattens it: keys are values too."""

    def key_of(values, key):
        values.append(key)
        return f"_{len(values) - 1}"

    return flat(value, 0, key_of)


NUXT_2 = (
    "window.__NUXT__=(function(a,b,c,d){d.title=a;d.content=" + javascript(HTML) + ';return {layout:"default",data:['
    "{article:d,related:" + javascript(RELATED) + "}],fetch:{},error:c,state:{user:{loggedIn:b}},serverRendered:!0}}"
    f"({json.dumps(TITLE)},!1,null,{{}}));"
)
APOLLO = {
    "ROOT_QUERY": {"__typename": "Query", 'post({"slug":"the-slate"})': {"__ref": "Post:7"}},
    "Post:8": {"__typename": "Post", "title": "The ferry", "body": {"__ref": "Body:8"}},
    "Body:8": {"__typename": "Body", "html": OTHER},
    "Post:7": {"__typename": "Post", "title": TITLE, "body": {"__ref": "Body:7"}, "author": {"__ref": "User:1"}},
    "Body:7": {"__typename": "Body", "html": HTML},
    "User:1": {"__typename": "User", "name": "Ada Quill"},
}
APOLLO_LIST = {
    **APOLLO,
    "Post:7": {
        "__typename": "Post",
        "title": TITLE,
        "paragraphs": [{"__ref": f"Part:{n}"} for n in range(len(TEXTS))],
    },
    **{f"Part:{n}": {"__typename": "Paragraph", "text": text} for n, text in enumerate(TEXTS)},
}
STATE = {"route": "/p", "posts": {"current": POST, "list": RELATED}}
SHARED = json.dumps({"state": {"loaderData": {"routes/p": {"post": POST}}}})
TURBO = json.dumps(json.dumps(turbo({"loaderData": {"routes/p": {"post": POST}}})))
SVELTEKIT = (
    "{const element=document.currentScript.parentElement;Promise.all([import('/a.js')]).then(([kit,app])=>{"
    'kit.start(app,element,{node_ids:[0,2],data:[null,{type:"data",data:{post:@},uses:{}}],form:null,error:null});});}'
)
# Angular writes its own marks for quotes and brackets.
ANGULAR = json.dumps({"G.json": {"body": {"post": POST}}}).replace("&", "&a;").replace('"', "&q;").replace("<", "&l;")
INERTIA = json.dumps({"props": {"post": POST}}).replace("'", "&#39;")
ARC = {
    "headlines": {"basic": TITLE},
    "content_elements": [
        {"type": "text", "_id": "1", "content": TEXTS[0]},
        {"type": "image", "caption": "A caption that is long enough to be a text of its own, if it were one."},
        {"type": "text", "_id": "2", "content": TEXTS[1]},
        {"type": "interstitial_link", "content": "The ferry"},
        *({"type": "text", "_id": "3", "content": text} for text in TEXTS[2:]),
    ],
}
QUOTED = json.dumps(STATE).replace("\\", "\\\\").replace("'", "\\'")
REST = {"items": [{"title": {"rendered": TITLE}, "content": {"rendered": HTML}}]}
QUERIES = {"queries": [{"state": {"data": POST}, "queryKey": ["post"]}]}
NEXT = {"props": {"pageProps": {"post": POST, "morePosts": RELATED}}, "page": "/[slug]"}
DATA = {
    "Next.js": island(NEXT, "id=__NEXT_DATA__"),
    "Nuxt 2": program(NUXT_2),
    "Nuxt 3": island([["ShallowReactive", 1], *flat({"data": {"post": POST}}, 1)], "id=__NUXT_DATA__ data-ssr=true"),
    "Apollo": program(f"window.__APOLLO_STATE__={json.dumps(APOLLO)};window.x=1"),
    "Apollo with a reference for each paragraph": program(f"window.__APOLLO_STATE__={json.dumps(APOLLO_LIST)};"),
    "a state behind other programs": program(f"var a=1;if(a){{b({{c:1}})}} window.__STATE__ = {json.dumps(STATE)};"),
    "a state as JavaScript": program(f"window.__INITIAL_STATE__={javascript(STATE)};(function(){{var s;}}());"),
    "a state in a string": program(f"window.__PRELOADED_STATE__ = JSON.parse({json.dumps(json.dumps(STATE))})"),
    "a state in single quotes": program(f"window.__DATA__=JSON.parse('{QUOTED}');"),
    "a state as in URLs": program(f'window.__S__=JSON.parse(decodeURIComponent("{quote(json.dumps(STATE))}"))'),
    "a state in base64": program(
        f'window.__S__=JSON.parse(atob("{b64encode(json.dumps(STATE).encode()).decode()}"))'
    ),
    "SvelteKit": program(SVELTEKIT.replace("@", javascript(POST))),
    "SvelteKit's fetches": island({"status": 200, "body": json.dumps({"post": POST})}, "data-sveltekit-fetched"),
    "Remix": program(f"window.__remixContext = {SHARED};"),
    "React Router": program(f"window.__reactRouterContext.streamController.enqueue({TURBO});"),
    "Angular": f"<script id='app-state' type='application/json'>{ANGULAR}</script>",
    "hypernova": f"<script type='application/json' data-key=x><!--{json.dumps({'post': POST})}--></script>",
    "Inertia": f"<div data-page='{INERTIA}'></div>",
    "WordPress without a head": program(f"window.__D__ = {json.dumps(REST)}"),
    "React Query": program(f"window.__RQ__={json.dumps(QUERIES)}"),
    "a title in the head of the object": island({"page": {"seo": {"title": TITLE}, "blocks": list(TEXTS)}}),
    "a list of paragraphs": island({"article": {"headline": TITLE, "paragraphs": list(TEXTS)}}),
    "Arc": program(
        f'window.Fusion=window.Fusion||{{}};Fusion.arcSite="v";Fusion.globalContent={json.dumps(ARC)};Fusion.x={{}};'
    ),
}


@pytest.mark.parametrize("script", DATA.values(), ids=DATA)
@pytest.mark.parametrize("lines", ["articles = '/2026/'", ""])
def test_the_text_in_a_scripts_data_is_read_and_that_of_other_articles_is_not(make_page, make_site, script, lines):
    article = read_article(make_page(page(script)), make_site(lines))
    assert article.title == TITLE
    assert article.body_text == "\n\n".join(TEXTS)
    assert article.found_by["body"] == "hidden text"


RICH = {
    "Portable Text": [
        {"_type": "block", "style": "normal", "markDefs": [], "children": [
            {"_type": "span", "marks": [], "text": text[:30]},
            {"_type": "span", "marks": ["strong"], "text": text[30:]}]}
        for text in TEXTS
    ],
    "Contentful": {"nodeType": "document", "data": {}, "content": [
        {"nodeType": "paragraph", "data": {}, "content": [
            {"nodeType": "text", "value": text[:30], "marks": [], "data": {}},
            {"nodeType": "hyperlink", "data": {"uri": "https://gauge.example/"}, "content": [
                {"nodeType": "text", "value": text[30:50], "marks": [], "data": {}}]},
            {"nodeType": "text", "value": text[50:], "marks": [], "data": {}}]} for text in TEXTS]},
    "ProseMirror": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": text[:30]},
                                          {"type": "text", "marks": [{"type": "bold"}], "text": text[30:]}]}
        for text in TEXTS]},
    "Slate": [
        {"type": "paragraph", "children": [{"text": text[:30]}, {"text": text[30:], "bold": True}]}
        for text in TEXTS],
    "Lexical": {"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [{"type": "text", "text": text[:30], "format": 0},
                                           {"type": "autolink", "url": "https://gauge.example/", "children": [
                                               {"type": "text", "text": text[30:]}]}]} for text in TEXTS]}},
    "Draft.js": {"entityMap": {}, "blocks": [
        {"key": "a", "type": "unstyled", "text": text, "depth": 0, "inlineStyleRanges": []} for text in TEXTS]},
    "Editor.js": {"time": 1, "blocks": [{"type": "paragraph", "data": {"text": text}} for text in TEXTS]},
    "Strapi": [{"type": "paragraph", "children": [{"type": "text", "text": text}]} for text in TEXTS],
    "WordPress blocks": [{"blockName": "core/paragraph", "innerHTML": f"<p>{text}</p>"} for text in TEXTS],
}  # fmt: skip


@pytest.mark.parametrize("body", RICH.values(), ids=RICH)
def test_each_paragraph_of_a_tree_of_rich_text_is_one(make_page, make_site, body):
    script = island({"props": {"article": {"title": TITLE, "body": body}}})
    assert read_article(make_page(page(script)), make_site("")).body_text == "\n\n".join(TEXTS)


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ({"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "At night"}]}, "###"),
        ({"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "At night"}]}, "###"),
        ({"type": "header-two", "text": "At night"}, "##"),
        ({"type": "heading", "tag": "h4", "children": [{"type": "text", "text": "At night"}]}, "####"),
        ({"nodeType": "heading-2", "content": [{"nodeType": "text", "value": "At night"}]}, "##"),
        ({"type": "header", "data": {"text": "At night", "level": 3}}, "###"),
        ({"type": "subheading", "text": "At night"}, "##"),
    ],
)
def test_headings_of_rich_text_keep_their_level(make_page, make_site, heading, level):
    paragraphs = [{"type": "paragraph", "text": text} for text in TEXTS]
    script = island({"article": {"title": TITLE, "body": [paragraphs[0], heading, *paragraphs[1:]]}})
    assert f"{level} At night\n" in read_article(make_page(page(script)), make_site("")).body_markdown


def test_the_data_beside_a_text_say_what_the_head_does_not(make_page, make_site):
    post = POST | {"author": {"name": "Ada Quill"}, "publishedAt": "2026-02-11T10:00:00Z"}
    article = read_article(make_page(page(island({"post": post}))), make_site(""))
    assert article.authors == ("Ada Quill",)
    assert article.published_at == datetime(2026, 2, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ({"author": "Ada Quill"}, ("Ada Quill",)),
        ({"authors": [{"firstName": "Ada", "lastName": "Quill"}, {"name": "Bo Lark"}]}, ("Ada Quill", "Bo Lark")),
        ({"author": {"data": {"attributes": {"name": "Ada Quill"}}}}, ("Ada Quill",)),
        ({"author": {"node": {"name": "Ada Quill", "slug": "ada"}}}, ("Ada Quill",)),
    ],
)
def test_authors_are_read_in_the_forms_of_content_systems(make_page, make_site, authors, expected):
    assert read_article(make_page(page(island({"post": POST | authors}))), make_site("")).authors == expected


@pytest.mark.parametrize(
    "date", [{"date": 1770804000}, {"published_at": 1770804000000}, {"datePublished": "2026-02-11"}]
)
def test_dates_are_read_as_text_and_as_numbers(make_page, make_site, date):
    article = read_article(make_page(page(island({"post": POST | date}))), make_site(""))
    assert article.published_at.date().isoformat() == "2026-02-11"


def test_the_head_goes_before_the_data(make_page, make_site):
    stated = (("author", "Bo Lark"), ("article:published_time", "2026-01-05T08:00:00Z"))
    head = "".join(f"<meta name='{name}' content='{value}'>" for name, value in stated)
    post = POST | {"author": "Ada Quill", "publishedAt": "2026-02-11"}
    article = read_article(make_page(page(island({"post": post}), head=head)), make_site(""))
    assert (article.authors, article.published_at.day) == (("Bo Lark",), 5)


def test_an_address_names_the_article_where_the_title_is_that_of_a_starter(make_page, make_site):
    post = POST | {"slug": "the-slate-at-the-weir"}
    html = page(island({"post": post}), title="React App")
    article = read_article(make_page(html, url="https://site.example/p/the-slate-at-the-weir"), make_site(""))
    assert (article.title, article.body_text) == (TITLE, "\n\n".join(TEXTS))


def flight(*rows, size=None):
    """Return scripts that push rows, in one piece or in pieces of `size` characters."""
    stream = "".join(rows)
    size = size or len(stream)
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    pushes = "".join(program(f"self.__next_f.push([1,{json.dumps(piece)}])") for piece in pieces)
    return program("(self.__next_f=self.__next_f||[]).push([0])") + pushes


def element(tag, children, **props):
    return ["$", tag, None, {**props, "children": children}]


BODY = [element("p", text) for text in TEXTS]
ARTICLE = element("article", [element("h1", TITLE), element("p", "By Ada Quill", className="byline"), *BODY])
CARDS = element(
    "aside", [element("h3", element("a", "The ferry", href="/f")), element("p", OTHER[:300])], className="related"
)
LAYOUT = ["$", "html", None, {"lang": "en", "children": element("body", [
    element("nav", [element("a", "News", href="/n"), element("a", "Opinion", href="/o")]), "$L5"])}]  # fmt: skip
LINE = element("p", [TEXTS[0][:30], element("a", TEXTS[0][30:50], href="/g"), element("em", TEXTS[0][50:])])
PROSE = element("div", None, className="prose", dangerouslySetInnerHTML={"__html": "$a"})
MARKUP = element("article", [element("h1", TITLE), PROSE])
COMPONENT = ["$", "$L2", None, {"post": {"title": TITLE, "content": "$a"}, "related": RELATED}]
LONG = HTML.encode()
STREAMS = {
    "one row": (f"1:{json.dumps(ARTICLE)}\n",),
    "a root with references": (
        '2:I["/a.js",["default"],""]\n',
        f"0:{json.dumps({'P': None, 'f': [[['', {}], ['', LAYOUT]]], 'G': ['$2', []]})}\n",
        '5:["$","$L2",null,{"fallback":["$","p",null,{"children":"Loading"}],"children":"$L6"}]\n',
        f"6:{json.dumps(element('main', [ARTICLE, CARDS]))}\n",
        '7:["$","title","0",{"children":"Not this"}]\n:HL["/a.css","style"]\n',
    ),
    "links and emphasis in a line": (
        f"1:{json.dumps(element('article', [element('h1', TITLE), LINE, *BODY[1:]]))}\n",
    ),
    "markup in a row of text": (f"a:T{len(LONG):x},{HTML}", f"1:{json.dumps(MARKUP)}\n"),
    "data of a component": (
        f"a:T{len(LONG):x},{HTML}",
        '2:I["/post.js",["Post"],""]\n',
        f"1:{json.dumps(COMPONENT)}\n",
    ),
}


@pytest.mark.parametrize("rows", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("size", [None, 997])
def test_the_elements_that_react_streams_are_read(make_page, make_site, rows, size):
    root = "<main><div class='loading'><p>Loading…</p></div></main>"
    text = read_article(make_page(page(flight(*rows, size=size), root=root)), make_site("")).body_text
    for paragraph in TEXTS:
        assert paragraph in text
    assert "ferry" not in text


def test_lengths_of_streamed_texts_count_bytes(make_page, make_site):
    texts = [text.replace("weir", "wé\u00eer \N{PARTY POPPER}") for text in TEXTS]
    html = "".join(f"<p>{text}</p>" for text in texts)
    markup = element("div", None, dangerouslySetInnerHTML={"__html": "$a"})
    rows = (f"a:T{len(html.encode()):x},{html}", f"0:{json.dumps(element('main', [element('h1', TITLE), markup]))}\n")
    text = read_article(make_page(page(flight(*rows))), make_site("")).body_text
    assert text == "\n\n".join(texts)


def test_a_page_that_shows_its_text_is_not_read_from_its_stream(make_page, make_site):
    root = f"<main><article><h1>{TITLE}</h1>{HTML * 2}</article></main>"
    rows = flight(f"1:{json.dumps(element('article', [element('h1', TITLE), element('p', OTHER)]))}\n")
    assert "ferry" not in read_article(make_page(page(rows, root=root)), make_site("")).body_text


@pytest.mark.parametrize(
    "script",
    [
        island({"posts": [{"title": "The ferry", "content": OTHER}, {"title": "The mill", "content": OTHER}]}),
        program(f"window.__STATE__={json.dumps({'posts': RELATED})}"),
        program(f"window.__APOLLO_STATE__={json.dumps({key: APOLLO[key] for key in ('Post:8', 'Body:8')})}"),
        island({"article": {"title": TITLE}, "comments": [{"text": OTHER}], "recommended": RELATED}),
        flight(f"1:{json.dumps(element('div', [element('h1', TITLE), element('p', 'Loading')]))}\n"),
    ],
)
def test_a_shell_with_the_data_of_other_articles_needs_a_browser(make_page, make_site, script):
    root = "<div id='app'><p>Loading…</p></div>"
    with pytest.raises(NotAnArticle, match="needs a browser"):
        read_article(make_page(page(script, root=root)), make_site("articles = '/2026/'"))


BOMBS = {
    "nested arrays": program("window.a=" + "[" * 500_000),
    "nested objects": program("window.a=" + '{"a":' * 200_000),
    "many starts": program("a=[1,x;" * 200_000),
    "many calls": program('JSON.parse("' * 200_000),
    "many functions": program("=function(a,b" * 200_000),
    "one long number": program("window.a=[" + "9" * 2_000_000 + "]"),
    "many values": island([[1] * 10] * 200_000),
    "references in a circle": flight('0:"$L1"\n', '1:["$","div",null,{"children":["$L1","$L1","$L1"]}]\n'),
    "many rows": flight("".join(f"{number:x}:[]\n" for number in range(200_000))),
    "a length beyond the end": flight("1:Tffffffff,abc"),
    "nested elements": flight("1:" + '["$","div",null,{"children":' * 5000 + "1" + "}]" * 5000 + "\n"),
    "a flat array in a circle": island([{"a": 0, "b": 1, "title": 2}, [0, 1], TITLE] + ["x"] * 200_000),
    "variables that share values": program(
        "window.__NUXT__=(function(a" + "".join(f",v{n}" for n in range(50)) + "){"
        + "".join(f"v{n + 1}.x=v{n};v{n + 1}.y=v{n};" for n in range(49))
        + "return {a:v49}}(1" + ",{}" * 50 + f")){' ' * 500}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("script", BOMBS.values(), ids=BOMBS)
def test_data_beyond_all_bounds_end_soon(make_page, make_site, script):
    started = process_time()
    with pytest.raises(NotAnArticle):
        read_article(make_page(page(script)), make_site("articles = '/2026/'"))
    assert process_time() - started < 5
