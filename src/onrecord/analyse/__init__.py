"""Documents → analyses: tokens, sentences and quotations, by an interchangeable analyser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from onrecord.analyse import network
from onrecord.analyse.quotations import quotations
from onrecord.analyse.sentences import sentences
from onrecord.analyse.tokens import tokens
from onrecord.model import Analysis, Document
from onrecord.model.vocabulary import EXTRACTOR


class Analyser(Protocol):
    """Many documents in, their analyses out, in order and one for one."""

    @property
    def engine(self) -> str:
        """Names and versions of the rules and of the weights, if any, as they stand in every record."""
        ...

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Analyse each document; never refuses one, never reads ahead more than one batch."""
        ...


@cache
def analyser(engine: str = "network") -> Analyser:
    """The analyser of that name: "network" (its weights are loaded once a process) or "rules"."""
    if engine == "rules":
        return RuleAnalyser()
    from onrecord.analyse.network.analyser import NetworkAnalyser  # onnxruntime takes a while to load

    return NetworkAnalyser()


def engine() -> str:
    """The name of the analyser by the network, as it stands in every report, without loading the weights."""
    return f"{EXTRACTOR} {network.NAME}"


class RuleAnalyser:
    """The analyser by rules: no network, no weights."""

    engine = EXTRACTOR

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        for document in documents:
            found = tuple(tokens(document))
            yield Analysis(
                document=document,
                engine=self.engine,
                tokens=found,
                sentences=tuple(sentences(document, found)),
                quotations=quotations(document, found),
            )
