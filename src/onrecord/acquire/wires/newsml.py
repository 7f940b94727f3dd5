"""NewsML-G2 (IPTC) → the fields of each report in it: one item, or a message of many.

In: the bytes of a document. Out: `Fields`, as those of a line of JSON, or a `Failure`, for every item that is told as
news. XHTML within is handed on as a page, NITF and plain text as a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.acquire import failures
from onrecord.acquire.json_lines import Fields
from onrecord.acquire.markup import child, children, name, tree, words
from onrecord.acquire.wires.ninjs import USABLE
from onrecord.model import Failure

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = frozenset(("newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARAGRAPHS = frozenset(("p", "hl2", "li"))


def items(data: bytes, locator: str) -> Iterator[Fields | Failure]:
    """The report of each item, in their order."""
    root = tree(data, locator)
    if isinstance(root, Failure):
        yield root
    elif name(root) == "newsmessage":
        found = [item for every in children(root, "itemset") for item in every if name(item) in ROOTS]
        yield from (_fields(item, f"{locator}, item {at}") for at, item in enumerate(found, start=1))
        if not found:
            yield failures.no_report(locator, "a message without items")
    else:
        yield _fields(root, locator)


def _fields(item: _Element, locator: str) -> Fields | Failure:
    if name(item) != "newsitem":
        return failures.no_report(locator, f"a {name(item)}")
    meta, content = child(item, "itemmeta"), child(item, "contentmeta")
    status = child(meta, "pubstatus")
    code = (status.get("qcode") or "").rpartition(":")[2].lower() if status is not None else ""
    if code not in USABLE:
        return failures.withdrawn(locator, code[:40])
    html, text = _body(child(item, "contentset"))
    if html is None and text is None:
        return failures.no_report(locator, "an item of no words")
    first = words(child(content, "contentcreated")) or words(child(meta, "firstcreated"))
    version = words(child(meta, "versioncreated"))
    link = (
        next((each.get("href") for each in children(meta, "link") if each.get("href")), None)
        if meta is not None
        else None
    )
    language = child(content, "language")
    return Fields(
        html=html,
        text=None if html is not None else text,
        id=item.get("guid"),
        url=link if link and link.startswith(("http://", "https://")) else None,
        title=words(child(content, "headline")),
        outlet=words(child(meta, "provider", "name")) or words(child(content, "creditline")),
        published=first or version,
        modified=version,
        language=(language.get("tag") if language is not None else None) or item.get(_LANGUAGE),
    )


def _body(contents: _Element | None) -> tuple[str | None, str | None]:
    """The words of an item: as a page, or as a text."""
    from lxml.etree import tostring

    for each in contents if contents is not None else ():
        inner = next((one for one in each if name(one)), None)
        if name(each) == "inlinexml" and inner is not None:
            if name(inner) in ("html", "body", "div", "article", "section"):
                return tostring(inner, encoding="unicode", with_tail=False), None
            found = _paragraphs(inner)
            if found:
                return None, "\n\n".join(found)
        elif name(each) == "inlinedata" and each.get("encoding") is None:
            text = "".join(map(str, each.itertext()))
            if text.strip():
                return (text, None) if "html" in each.get("contenttype", "") else (None, text)
    return None, None


def _paragraphs(body: _Element) -> list[str]:
    """The words of its paragraphs, each once: one that lies within another ends what came before it."""
    from lxml.etree import iterwalk

    found: list[str] = []
    held: list[str] = []
    inside = 0
    for event, each in iterwalk(body, events=("start", "end")):
        if name(each) in _PARAGRAPHS:
            found.append(" ".join("".join(held).split()))
            held.clear()
            inside += 1 if event == "start" else -1
        if inside:
            held.append((each.text if event == "start" else each.tail) or "")
    return [told for told in found if told]
