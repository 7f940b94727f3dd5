"""Documents → analyses by the network: words with trees, names, attributions and references, as offsets.

Tokens and quotations come from the rules, and a text that is not English is left to them, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.analyse.network.engine import Engine
from onrecord.analyse.network.reading import Range, Reading
from onrecord.analyse.network.rows import Row, beginning, row_of
from onrecord.analyse.quotations import quotations
from onrecord.analyse.sentences import sentences
from onrecord.analyse.tokens import tokens
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Analysis, Attributed, Document, Name, Offsets, Reference, Word
from onrecord.model.vocabulary import EXTRACTOR

# Pieces of words that the network reads, in about four seconds; what is beyond is left to the rules. English words have
# 1.2 of them, and the longest of 8,000 reports of the shared corpora has 7,700 words.
MANY = 24_000
_FEW = 30  # words that tell a language
# Of English function words: 2,431 English reports have 0.25 or more; German, French and Dutch sentences 0.11 or less.
_SHARE = 0.15


class NetworkAnalyser:
    """The analyser by the network; loads the weights when it is made."""

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or Engine()

    @property
    def engine(self) -> str:
        return f"{EXTRACTOR} {self._engine.name}"

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        for document in documents:
            yield self._one(document)

    def _one(self, document: Document) -> Analysis:
        found = tuple(tokens(document))
        ruled = Analysis(
            document=document,
            engine=self.engine,
            tokens=found,
            sentences=tuple(sentences(document, found)),
            quotations=quotations(document, found),
        )
        given = row_of(document, found, ruled.sentences, ruled.quotations)
        if not _english(document, given.words):
            return replace(ruled, warnings=("the text does not look English: read by rules alone, not by the network",))
        return self._read(ruled, given) if given.words else ruled

    def _read(self, ruled: Analysis, every: Row) -> Analysis:
        """The analysis by rule, with what the network reads of its words."""
        given = beginning(every, self._engine.reach(every.words, MANY))
        offsets, many = given.offsets, len(given.words)
        told = f"longer than {many:,} words: the network read those, the rules the rest"
        reading = self._engine.read(given.words, given.cuts, given.breaks, quotes=given.quotes)
        return replace(
            ruled,
            words=tuple(
                Word(start=start, end=end, upos=upos, tag=tag, lemma=lemma, head=head, relation=relation)
                for (start, end), upos, tag, lemma, head, relation in zip(
                    offsets, reading.upos, reading.tags, reading.lemmas, reading.heads, reading.relations, strict=True
                )
            ),
            names=tuple(_names(reading, offsets)),
            attributions=tuple(_attributions(reading, offsets)),
            references=tuple(_references(reading, offsets)),
            warnings=() if given is every else (told,),
        )


def _span(offsets: list[Offsets], words_: Range) -> Offsets:
    return offsets[words_[0]][0], offsets[words_[1] - 1][1]


def _names(reading: Reading, offsets: list[Offsets]) -> Iterator[Name]:
    for name in reading.names:
        start, end = _span(offsets, name.words)
        yield Name(start=start, end=end, kind=name.kind, score=name.score)


def _attributions(reading: Reading, offsets: list[Offsets]) -> Iterator[Attributed]:
    for read in reading.attributions:
        yield Attributed(
            source=tuple(_span(offsets, part) for part in read.source),
            cue=_span(offsets, read.cue),
            content=tuple(_span(offsets, part) for part in read.content),
            score=read.score,
            negative=read.negative,
            linked=read.linked,
            tagged=read.tagged,
        )


def _references(reading: Reading, offsets: list[Offsets]) -> Iterator[Reference]:
    for read in reading.references:
        start, end = _span(offsets, read.words)
        yield Reference(start=start, end=end, head=read.head, antecedent=read.antecedent, score=read.score)


def _english(document: Document, words: list[str]) -> bool:
    """Whether the text is English, by what it says of itself, else by its function words; a short text is."""
    if document.language is not None:
        return document.language.lower().partition("-")[0] in {"en", "eng", "english"}
    some = [word.lower() for word in words[:2000] if word[0].isalpha()]
    if len(some) < _FEW:
        return True
    return sum(word in lexicon_words("function_words") for word in some) >= _SHARE * len(some)
