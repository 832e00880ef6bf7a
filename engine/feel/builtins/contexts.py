"""Built-ins on contexts (DMN 1.5, 10.3.4.10)."""

from collections.abc import Mapping

from engine.feel.builtins.table import builtin
from engine.feel.values import Unfit, Value
from engine.language import _


@builtin("get value(m: context, key: string)")
def get_value(m: Mapping[str, Value], key: str) -> Value:
    """Return the value of a key, null where there is none."""
    return m.get(key)


@builtin("get entries(m: context)")
def get_entries(m: Mapping[str, Value]) -> list[Value]:
    """Return the entries as a list of contexts with ``key`` and ``value``."""
    return [{"key": key, "value": value} for key, value in m.items()]


@builtin("context(entries: list<context>)")
def context(entries: list[Mapping[str, Value] | None]) -> dict[str, Value]:
    """Return the context of a list of keys and values; no key may come twice."""
    found: dict[str, Value] = {}
    for entry in entries:
        if entry is None or not isinstance(entry.get("key"), str) or "value" not in entry:
            raise Unfit(_("every entry must have a key, which is a string, and a value"))
        if entry["key"] in found:
            raise Unfit(_("the key {key!r} stands there twice").format(key=entry["key"]))
        found[entry["key"]] = entry["value"]
    return found


@builtin("context put(context: context, key: string, value: Any)")
def context_put(into: Mapping[str, Value], key: str, value: Value) -> dict[str, Value]:
    """Return a context with one entry added or replaced."""
    return {**into, key: value}


@builtin("context put(context: context, keys: list<string>, value: Any)")
def context_put_deep(
    into: Mapping[str, Value], keys: list[str | None], value: Value
) -> dict[str, Value]:
    """Return a context with one entry of a context inside it added or replaced."""
    if not keys or keys[0] is None:
        raise Unfit(_("the keys must be strings, at least one"))
    if len(keys) == 1:
        return {**into, keys[0]: value}
    inner = into.get(keys[0])
    if not isinstance(inner, Mapping):
        raise Unfit(_("there is no context at {key!r}").format(key=keys[0]))
    return {**into, keys[0]: context_put_deep(inner, keys[1:], value)}


@builtin("context merge(contexts: list<context>)")
def context_merge(contexts: list[Mapping[str, Value] | None]) -> dict[str, Value]:
    """Return one context of many; of equal keys the last counts."""
    found: dict[str, Value] = {}
    for each in contexts:
        if each is None:
            raise Unfit(_("every item must be a context"))
        found |= each
    return found
