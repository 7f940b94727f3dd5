"""What a corpus tells of one document, in words; and how the words of a text are found as at run time.

In: the text of a document, or its words as a corpus cuts them. Out: `Passage`s, whole documents, never cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.acquire import from_text
from onrecord.analyse.network.rows import row_of
from onrecord.analyse.sentences import sentences
from onrecord.analyse.tokens import tokens
from onrecord.model import Failure

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Ranges of words: one cue (None where there is none), its source's and its content's stretches.

    `negative` tells whether the cue denies its content; None where the corpus does not say.
    """

    cue: Range | None
    source: list[Range]
    content: list[Range]
    negative: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """The syntax of a passage, a value for every word. Heads count from 0, -1 is the root."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    heads: list[int]
    relations: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A document's words and what is known of them; a part that its corpus does not tell of is None.

    `begins` are the places where a sentence may be cut from what is before it, `true_begins` that a person has
    said so; `breaks` where a line begins. `names` are BIO tags. `nested` says that attributions stand inside each
    other's content. `clusters` are ranges of words with the same referent, and `mention_heads` the head of each.
    """

    id: str
    words: list[str]
    begins: list[int]
    breaks: frozenset[int] = frozenset()
    true_begins: bool = False
    trees: Trees | None = None
    names: list[str] | None = None
    attributions: list[Attribution] | None = None
    nested: bool = False
    clusters: list[list[Range]] | None = None
    mention_heads: dict[Range, int] = field(default_factory=dict)


def prose(key: str, text: str) -> tuple[Passage, list[Range]]:
    """The words of a text as it is read at run time, with their offsets. ValueError where it has none."""
    document = from_text(text)
    match document:
        case Failure(reason=reason):
            raise ValueError(f"{key}: {reason}")
    found = tuple(tokens(document))
    given = row_of(document, found, sentences(document, found), ())
    return Passage(id=key, words=given.words, begins=given.cuts, breaks=given.breaks), given.offsets
