"""What comes out of `analyse`: tokens, sentences and quotations of one document, as offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.document import Document
from onrecord.model.ids import Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, number or mark: code points `start` to `end` of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence inside one block: code points `start` to `end`, tokens `first` to `last` (not included)."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks.

    `content` holds one stretch for each paragraph, marks left out; more than one where the quotation runs
    over paragraphs whose marks are re-opened or missing. `start` and `end` take the marks in. `closed` is
    False where no closing mark was found; `nested` where it stands inside another quotation.
    """

    start: int
    end: int
    content: tuple[Offsets, ...]
    closed: bool
    nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word as Universal Dependencies cuts it: code points `start` to `end`, inside one token.

    `upos` is the universal part of speech, `tag` the language's own (Penn, for English), `head` the index of the
    word that it depends on, -1 for the root of its sentence.
    """

    start: int
    end: int
    upos: str
    tag: str
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name, or (`norp`) a word for a people, a religion or a party; never across sentences."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Words that the network reads as an attribution; stretches are offsets, in the order of the text.

    `score` is the network's probability for the cue, between 0 and 1; `negative` that for a negated attribution;
    `tagged` the mean one of the content's words to be content, `linked` to be this cue's.
    Contents of two attributions may lie in each other: nested.
    """

    source: tuple[Offsets, ...]
    cue: Offsets
    content: tuple[Offsets, ...]
    score: float
    negative: float
    linked: float = 1.0
    tagged: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that mention somebody or something.

    `head` is the index of a word, `antecedent` that of an earlier reference to the same one; `score` is the
    probability of the link (of a pronoun, of its links to the whole chain), or that of the mention where there is none.
    """

    start: int
    end: int
    head: int
    antecedent: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One document, analysed. Everything is in the order of the text.

    The rule analyser gives tokens, sentences and quotations alone; the rest is empty then.
    """

    document: Document
    engine: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    words: tuple[Word, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attributed, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()
