"""Bytes of XML → a tree, by a parser that follows nothing: no entities, no network, no DTD, a bounded depth.

In: bytes from anybody. Out: the root of a tree, or a `Failure`. What is broken is read as far as it makes sense, since
half of the world's feeds are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.acquire import failures
from onrecord.model import Failure

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_MOST_WORDS = 20_000  # characters of one element's text


def tree(data: bytes, locator: str, *, broken: bool = False) -> _Element | Failure:
    """The root of a document; `broken`: what can be read of one that is not well-formed is taken."""
    from lxml.etree import LxmlError, XMLParser, XMLSyntaxError, fromstring

    for recover in (False, True) if broken else (False,):
        parser = XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=recover,
        )
        try:
            root = fromstring(data.strip(), parser)
        except XMLSyntaxError as error:
            why = (error.msg or "not well-formed").partition("\n")[0]
            if _is_bomb(why):
                return failures.bad_xml(locator, "nested too deeply, or of entities that grow beyond bounds")
            continue
        except (LxmlError, ValueError, LookupError) as error:
            return failures.bad_xml(locator, str(error).partition("\n")[0])
        if root is None:
            break
        if any(_is_bomb(entry.message) for entry in parser.error_log):
            return failures.bad_xml(locator, "nested too deeply, or of entities that grow beyond bounds")
        declared: Any = root.getroottree().docinfo.internalDTD
        if declared is not None and next(iter(declared.iterentities()), None) is not None:
            return failures.bad_xml(locator, "it declares entities of its own, which are not followed")
        return _legible(root, parser) if recover else root
    return failures.bad_xml(locator, "it is not well-formed" if not broken else "nothing of it makes sense")


def name(element: _Element) -> str:
    """The name of an element without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements right beneath one that have one of the names."""
    return (child for child in element if name(child) in names)


def child(element: _Element | None, *names: str) -> _Element | None:
    """The first of them, taking each name as a step downwards."""
    for wanted in names:
        element = next(children(element, wanted), None) if element is not None else None
    return element


def words(element: _Element | None) -> str | None:
    """The text of an element on one line, None where there is none."""
    if element is None:
        return None
    found = " ".join("".join(map(str, element.itertext())).split())
    return found if 0 < len(found) <= _MOST_WORDS else None


def _legible(root: _Element, parser: XMLParser) -> _Element:
    """The tree without half characters, which a parser that takes what is broken lets in, and nobody can read."""
    from lxml.etree import fromstring, tostring

    written = tostring(root, encoding="utf-8")
    try:
        written.decode()
    except UnicodeDecodeError:
        return fromstring(written.decode("utf-8", errors="replace").encode(), parser)
    return root


def _is_bomb(message: str) -> bool:
    told = message.lower()
    return "depth" in told or ("entity" in told and ("loop" in told or "amplification" in told)) or "huge" in told
