"""What an input says about its report beside the words: the fields of a JSON line, or nothing.

In: fields as they came, of any type. Out: the ones that can be used, with a warning for each that cannot.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Fields that came with a report; its dates are checked where they are used. None where the input has none."""

    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: object = None
    modified: object = None
    retrieved: object = None
    warnings: tuple[str, ...] = ()


def given(fields: dict[str, object], key: str) -> Given:
    """The usable fields; `key` is taken where the input has no `id` of its own."""
    texts: dict[str, str | None] = {}
    warnings: list[str] = []
    for name in ("title", "outlet", "url", "language"):
        value = fields.get(name)
        texts[name] = value if isinstance(value, str) and value.strip() and sound(value) else None
        if value is not None and not isinstance(value, str):
            warnings.append(f"`{name}` is not a string and was left out")
    return Given(
        key=_key(fields.get("id"), key),
        title=texts["title"],
        outlet=texts["outlet"],
        url=texts["url"],
        language=texts["language"].replace("_", "-") if texts["language"] else None,
        published=fields.get("published"),
        modified=fields.get("modified"),
        retrieved=fields.get("retrieved"),
        warnings=tuple(warnings),
    )


def sound(value: str) -> bool:
    """Whether UTF-8 can hold the text: no half characters (lone surrogates)."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _key(own: object, otherwise: str) -> str:
    if isinstance(own, str) and own and sound(own):
        return own
    return str(own) if isinstance(own, (int, float)) and not isinstance(own, bool) else otherwise
