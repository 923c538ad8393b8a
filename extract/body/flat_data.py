"""Rebuilds data that a program wrote as one flat array of values with indexes between them (pure).

Nuxt 3 and SvelteKit (devalue): `[{"title":1},"Late"]`, `["ShallowReactive",2]`; React Router (turbo-stream):
`[{"_1":2},"title","Late"]`.
"""

from typing import Any

# The types of devalue's values that hold one index of another value; and those that hold many.
WRAPPERS = frozenset({
    "EmptyRef", "EmptyShallowRef", "NuxtError", "Object", "Reactive", "Ref", "ShallowReactive", "ShallowRef",
    "skipHydrate",
})  # fmt: skip
COLLECTIONS = frozenset({"Map", "Set", "M", "S"})
# Their text is the value: a date, a large number.
SCALARS = frozenset({"BigInt", "D", "Date", "RegExp", "URL", "U"})


def is_flat(value: list[Any]) -> bool:
    """Tell whether a value is such an array: its first member is an object, or a wrapper, of indexes alone."""
    if len(value) < 3:
        return False
    first = value[0]
    if isinstance(first, dict):
        return bool(first) and all(_is_index(member) for member in first.values())
    return isinstance(first, list) and len(first) == 2 and first[0] in WRAPPERS and _is_index(first[1])


def unflattened(flat: list[Any]) -> Any:
    """Return the first value of a flat array, with all values that it refers to; shared ones are shared."""
    built: dict[int, Any] = {}
    # Containers are made first and filled later, so that a value may hold itself.
    unfilled = [0]
    while unfilled:
        index = unfilled.pop()
        if index in built:
            continue
        built[index] = _container(flat[index])
        unfilled += [inner for inner in _indexes(flat[index]) if 0 <= inner < len(flat) and inner not in built]
    for index, value in built.items():
        _fill(value, flat[index], flat, built)
    return _unwrapped(0, flat, built)


def _container(value: Any) -> Any:
    if isinstance(value, dict):
        return {}
    if isinstance(value, list) and not _is_scalar(value):
        return []
    return str(value[1]) if isinstance(value, list) else value


def _is_scalar(value: list[Any]) -> bool:
    return len(value) == 2 and isinstance(value[0], str) and value[0] in SCALARS


def _indexes(value: Any) -> list[int]:
    """Return the indexes that a value refers to, its keys' among them."""
    if isinstance(value, dict):
        return [member for member in value.values() if _is_index(member)]
    if isinstance(value, list) and not _is_scalar(value):
        return [member for member in value if _is_index(member)]
    return []


def _fill(built_value: Any, value: Any, flat: list[Any], built: dict[int, Any]) -> None:
    if isinstance(value, dict):
        for key, index in value.items():
            built_value[_key(key, flat)] = _unwrapped(index, flat, built)
    elif isinstance(value, list) and isinstance(built_value, list):
        built_value += [_unwrapped(index, flat, built) for index in value if _is_index(index)]


def _unwrapped(index: Any, flat: list[Any], built: dict[int, Any]) -> Any:
    """Return the value at an index, that of a wrapper in the place of the wrapper."""
    for _ in range(10):
        if not _is_index(index) or index not in built:
            return None
        value = flat[index]
        if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and value[0] in WRAPPERS):
            return built[index]
        index = value[1]
    return None


def _key(key: str, flat: list[Any]) -> str:
    """Return a key; turbo-stream writes the index of its text."""
    if key[:1] == "_" and key[1:].isdecimal() and len(key) < 9 and int(key[1:]) < len(flat):
        return str(flat[int(key[1:])])
    return key


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
