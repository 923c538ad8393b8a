"""Writes profiles as TOML: a new one out of a Draft, and rules into one that is there, with its comments (pure)."""

import json
import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime

import tomlkit
from tomlkit.items import AoT, Array, Table

from extract.site import Rule, Source

__all__ = ["Draft", "DraftExample", "rule_text", "to_toml", "with_example", "with_rules"]

# Characters that JSON leaves as they are, and TOML forbids or an editor does not show: C1, line separators, and
# those that turn the direction of what follows.
_UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# A rule's parts in the order of `_example.toml`.
CLEANERS = ("drop", "keep", "match", "split")
WIDTH = 120


@dataclass(frozen=True, kw_only=True)
class DraftExample:
    """A stored page beside the profile, and the values that must be read from it: texts, numbers, times, lists."""

    page: str
    expected: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be written of a site: the keys of a profile, as `_example.toml` explains them.

    `fields` are the site's own rules. `heading` is a comment at the top, `comments` are those behind keys: by the
    key, by the URL of a source, by `fields.NAME`.
    """

    title: str
    hosts: tuple[str, ...]
    timezone: str
    delay: float
    language: str | None = None
    render: bool = False
    articles: str | None = None
    pages: bool = False
    sources: tuple[Source, ...] = ()
    fields: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    examples: tuple[DraftExample, ...] = ()
    heading: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)


def to_toml(draft: Draft) -> str:
    """Return the TOML of a profile, with the draft's comments."""
    lines = [f"# {_one_line(line)}".rstrip() for line in draft.heading.splitlines()]
    lines += [""] if lines else []
    keys = list(_top(draft))
    width = max(len(key) for key, _ in keys)
    for key, value in keys:
        lines += _commented(f"{key.ljust(width)} = {value}", draft.comments.get(key))
    for source in draft.sources:
        comment = draft.comments.get(source.url)
        lines += ["", *([f"# {_one_line(comment)}"] if comment else []), "[[sources]]"]
        lines += [f"kind = {quoted(source.kind)}", f"url  = {quoted(source.url)}"]
    lines += ["", *_fields(draft)] if draft.fields else []
    for example in draft.examples:
        lines += ["", "[[examples]]", *_example(example)]
    return "\n".join(lines) + "\n"


def _top(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "title", quoted(draft.title)
    yield "hosts", _value(draft.hosts)
    yield "timezone", quoted(draft.timezone)
    if draft.language:
        yield "language", quoted(draft.language)
    yield "delay", f"{draft.delay:g}" if draft.delay != int(draft.delay) else f"{draft.delay:.1f}"
    if draft.render:
        yield "render", "true"
    if draft.pages:
        yield "pages", "true"
    if draft.articles is not None:
        yield "articles", quoted(draft.articles)


def _fields(draft: Draft) -> Iterator[str]:
    yield "[fields]"
    width = max(map(len, draft.fields))
    for name, rules in draft.fields.items():
        if comment := draft.comments.get(f"fields.{name}"):
            yield f"# {_one_line(comment)}"
        one = f"{name.ljust(width)} = [{', '.join(map(rule_text, rules))}]"
        if len(one) <= WIDTH:
            yield one
        else:
            yield f"{name.ljust(width)} = ["
            yield from (f"    {rule_text(rule)}," for rule in rules)
            yield "]"


def rule_text(rule: Rule) -> str:
    """Return a rule as an inline table: `{ css = ".byline a", match = 'By (.+)' }`."""
    return f"{{ {', '.join(f'{key} = {text}' for key, text in _parts(rule))} }}"


def _parts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield rule.reader, quoted(rule.selector)
    for key in CLEANERS:
        value = getattr(rule, key)
        if value is not None:
            yield key, quoted(value)


def quoted(text: str) -> str:
    """Return a TOML string: a literal one where it has backslashes or quotation marks, else a basic one."""
    if ("\\" in text or '"' in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _value(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    raise TypeError(f"{value!r} is no value of a profile")


def _commented(line: str, comment: str | None) -> list[str]:
    """Return a line with its comment, behind it if there is room, else above it."""
    if not comment:
        return [line]
    text = f"# {_one_line(comment)}"
    return [f"{line}  {text}"] if len(line) + len(text) + 2 <= WIDTH else [text, line]


def _one_line(text: str) -> str:
    """Return a comment without line breaks and control characters, which TOML forbids there."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def with_rules(text: str, rules: Mapping[str, Rule], *, articles: str | None = None) -> str:
    """Return a profile with a new first rule for each of these fields, and another `articles` if one is given.

    Former rules stay behind the new one, since they read the captures of former days. All else is as it was, comments
    and order too. The text must be a valid profile.
    """
    document = tomlkit.parse(text)
    if articles is not None:
        document["articles"] = tomlkit.value(quoted(articles))
    if rules and "fields" not in document:
        _add_fields(document)
    table = document.get("fields")
    if isinstance(table, MutableMapping):
        for name, rule in rules.items():
            former = table.get(name)
            if isinstance(former, AoT):
                former.insert(0, _table(rule))
            else:
                text = rule_text(rule)
                table[name] = tomlkit.value(f"[{text}]" if former is None else _with_first(former.as_string(), text))
    return tomlkit.dumps(document)


def _table(rule: Rule) -> Table:
    """Return a rule as a table of its own, as one under `[[fields.title]]`."""
    table = tomlkit.table()
    for key, text in _parts(rule):
        table[key] = tomlkit.value(text)
    return table


def with_example(text: str, example: DraftExample) -> str:
    """Return a profile with one more example behind the others; all else is as it was. The text must be valid."""
    document = tomlkit.parse(text)
    examples = document.get("examples")
    if isinstance(examples, Array):
        examples.append(tomlkit.value(f"{{ {', '.join(_example(example))} }}"))
        return tomlkit.dumps(document)
    return "\n".join([text.rstrip("\n"), "", "[[examples]]", *_example(example)]) + "\n"


def _example(example: DraftExample) -> list[str]:
    values = {"page": example.page, **example.expected}
    return [f"{name} = {_value(value)}" for name, value in values.items()]


def _add_fields(document: tomlkit.TOMLDocument) -> None:
    """Add the table of fields, before the examples, which stand last in a profile."""
    examples = document.pop("examples", None)
    document["fields"] = tomlkit.table()
    if examples is not None:
        document["examples"] = examples


def _with_first(array: str, rule: str) -> str:
    """Return the text of an array with one more rule before the others, on a line of its own where they have one."""
    rest = array[1:].lstrip()
    space = array[1 : len(array) - len(rest)]
    if rest.startswith("]"):
        return f"[{rule}]"
    return f"[{space}{rule},{space or ' '}{rest}"
