"""Words → a `Reading`: the weights, run by onnxruntime, and the decoders around them.

A report's words are cut into windows of at most `LONGEST` pieces where sentences begin, by rule, and each window is
run alone: activations are quantised by one scale a matrix, so that a window's result would depend on its neighbours
in a batch. What comes out is a function of the report's words and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime

from onrecord.analyse.network import NAME, edges, lemmas
from onrecord.analyse.network import labels as inventories
from onrecord.analyse.network.attributions import Roles
from onrecord.analyse.network.inflections import lemma_of
from onrecord.analyse.network.labels import ANAPHOR, ANTECEDENT, CUE, DEPENDENT, FILLER, HEAD
from onrecord.analyse.network.perceptron import Floats, Perceptron
from onrecord.analyse.network.pieces import Pieces
from onrecord.analyse.network.reading import NameRead, Range, Reading
from onrecord.analyse.network.references import MENTION, Antecedents, references
from onrecord.analyse.network.spans import named, spans
from onrecord.analyse.network.trees import heads as tree

WEIGHTS = Path(__file__).parent / "weights"
LONGEST = 160  # pieces of a window; docs/decisions/0005-the-language-engine.md has others
TOGETHER = 32  # windows whose attributions are read in one: over their edges, but with bounded memory
_PRONOUNS = frozenset({"PRP", "PRP$"})


@dataclass(slots=True)
class _Scored:
    """What the network says of words `start` to `end`; row 0 of `arcs` and `pairs` is the root."""

    start: int
    end: int
    scores: Floats
    arcs: Floats
    pairs: Floats


class _Mention(NamedTuple):
    """A word that heads a mention, its probability to, and its vectors as anaphor and as antecedent."""

    at: int
    score: float
    vectors: Floats


class Engine:
    """The weights of a folder, loaded once; one thread, any number of reports."""

    name = NAME

    def __init__(self, folder: Path = WEIGHTS) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
        self._pieces = Pieces(folder / "tokenizer.json")
        self.labels = inventories.load(folder / "labels.json")
        self._layout = self.labels.layout()
        with np.load(folder / "pairs.npz") as stored:
            pairs = dict(stored)
        self._relation = Perceptron(pairs["relation_weight"], pairs["relation_bias"])
        self._roles = Roles(_perceptron(pairs, "role"))
        self._antecedents = Antecedents(_perceptron(pairs, "antecedent"))

    def read(
        self,
        words: Sequence[str],
        cuts: Sequence[int],
        breaks: Collection[int],
        sentences: Sequence[int] | None = None,
        quotes: Sequence[Range] = (),
    ) -> Reading:
        """All that the network says of a report's words.

        `cuts` are the words where a sentence may begin by rule, 0 among them: windows are cut there. `breaks` are
        the words that begin a line or a block. `sentences`, where given, are taken as they are. `quotes` are the
        quotations with their marks, in order, none in another.
        """
        found = Reading()
        mentioned: list[_Mention] = []
        together: list[_Scored] = []
        for window in self._windows(words, cuts, breaks):
            self._tags(window, words, found)
            self._trees(window, breaks, sentences, found)
            self._names(window, found)
            mentioned += self._mentions(window)
            together.append(window)
            if len(together) == TOGETHER:
                self._attributions(together, quotes, found)
                together.clear()
        if together:
            self._attributions(together, quotes, found)
        if mentioned:
            self._references(mentioned, found)
        return found

    def reach(self, words: Sequence[str], pieces: int) -> int:
        """How many of the words have no more than so many pieces together."""
        sizes = accumulate(len(parts) for parts in self._pieces.of(words[:pieces]))
        return sum(1 for _ in takewhile(lambda size: size <= pieces, sizes))

    def links(
        self,
        words: Sequence[str],
        cuts: Sequence[int],
        breaks: Collection[int],
        cues: Sequence[Range],
        parts: Sequence[tuple[str, Range]],
    ) -> list[int]:
        """For each span that is a "source" or a "content" the index of the cue that it belongs to; to measure."""
        if not cues:
            return []
        pairs = np.concatenate([window.pairs[1:] for window in self._windows(words, cuts, breaks)])
        return self._roles.links(pairs[:, CUE], pairs[:, FILLER], cues, parts)

    def _windows(self, words: Sequence[str], cuts: Sequence[int], breaks: Collection[int]) -> Iterator[_Scored]:
        begins = [at in breaks for at in range(len(words))]
        sizes = [len(parts) for parts in self._pieces.of(words)]
        for start, end in stretches(sizes, cuts, LONGEST):
            window = self._pieces.window(words[start:end], begins[start:end])
            scores, arcs, pairs = self._session.run(
                None, {"pieces": window.pieces[None], "shapes": window.shapes[None], "first": window.first[None]}
            )
            yield _Scored(start, end, scores[1:], arcs, pairs.reshape(len(pairs), 6, -1))

    def _tags(self, window: _Scored, words: Sequence[str], found: Reading) -> None:
        best = {name: window.scores[:, self._layout[name]].argmax(1).tolist() for name in ("upos", "xpos", "lemma")}
        found.upos.extend(map(self.labels.upos.__getitem__, best["upos"]))
        found.tags.extend(map(self.labels.xpos.__getitem__, best["xpos"]))
        read = zip(words[window.start : window.end], best["xpos"], best["lemma"], strict=True)
        found.lemmas.extend(
            lemma_of(word, self.labels.xpos[tag], lemmas.apply(self.labels.lemma[rule], word), self._pieces.knows)
            for word, tag, rule in read
        )

    def _trees(self, window: _Scored, breaks: Collection[int], sentences: Sequence[int] | None, found: Reading) -> None:
        if sentences is None:
            likely = window.scores[:, self._layout["begins"]][:, 0] > 0
            starts = [at for at in range(window.end - window.start) if likely[at] or window.start + at in breaks]
        else:
            starts = [at - window.start for at in sentences if window.start <= at < window.end]
        if not starts or starts[0]:
            starts.insert(0, 0)
        found.begins.extend(window.start + at for at in starts)
        local: list[int] = []
        for start, end in zip(starts, [*starts[1:], window.end - window.start], strict=True):
            columns = np.concatenate(([0], np.arange(start + 1, end + 1)))
            chosen = tree(window.arcs[start + 1 : end + 1, columns])
            local.extend(start + head if head >= 0 else -1 for head in chosen)
        headed = window.pairs[np.asarray(local) + 1, HEAD]
        best = self._relation.scores(window.pairs[1:, DEPENDENT], headed).argmax(1).tolist()
        found.relations.extend(map(self.labels.relations.__getitem__, best))
        found.heads.extend(window.start + head if head >= 0 else -1 for head in local)

    def _names(self, window: _Scored, found: Reading) -> None:
        scores = window.scores[:, self._layout["names"]]
        for start, end, kind in named(scores, self.labels.names):
            odds = scores[start] - scores[start].max()
            share = float(1 - np.exp(odds[0]) / np.exp(odds).sum())
            found.names.append(NameRead(words=(window.start + start, window.start + end), kind=kind, score=share))

    def _mentions(self, window: _Scored) -> list[_Mention]:
        """The words of a window that head a mention."""
        logits = window.scores[:, self._layout["mention"]][:, 0]
        return [
            _Mention(window.start + at, _probability(logits[at]), window.pairs[at + 1, (ANAPHOR, ANTECEDENT)])
            for at in np.flatnonzero(logits > MENTION).tolist()
        ]

    def _references(self, mentioned: Sequence[_Mention], found: Reading) -> None:
        """What the mentions of a report refer back to, after its trees and tags."""
        vectors = np.stack([mention.vectors for mention in mentioned])
        links = self._antecedents.links(
            [mention.at for mention in mentioned],
            vectors[:, 0],
            vectors[:, 1],
            [found.tags[mention.at] in _PRONOUNS for mention in mentioned],
        )
        found.references.extend(references(found, [(mention.at, mention.score) for mention in mentioned], links))

    def _attributions(self, windows: Sequence[_Scored], quotes: Sequence[Range], found: Reading) -> None:
        """What some windows in a row say of attributions, after their trees."""
        offset = windows[0].start
        flat = {
            part: np.concatenate([window.scores[:, self._layout[part]] for window in windows])
            for part in ("source", "cue", "content", "negative")
        }
        tagged = {
            part: [(offset + a, offset + b) for a, b in spans(flat[part])] for part in ("source", "cue", "content")
        }
        for part in ("source", "content"):
            tagged[part] = edges.phrases(tagged[part], found.heads, found.relations)
        tagged["content"] = edges.quotations(tagged["content"], quotes, tagged["cue"])
        for part, ranges in (("source", found.sources), ("cue", found.cues), ("content", found.contents)):
            ranges.extend(tagged[part])
        cues, fillers = (np.concatenate([w.pairs[1:, at] for w in windows]) for at in (CUE, FILLER))
        found.attributions.extend(self._roles.attributions(offset, cues, fillers, tagged, flat))


def stretches(sizes: Sequence[int], cuts: Sequence[int], longest: int) -> Iterator[Range]:
    """Ranges of words of at most `longest` pieces, cut where sentences begin; inside one that is longer."""
    start = end = size = 0
    for stop in (*cuts[1:], len(sizes)):
        more = sum(sizes[end:stop])
        if size + more > longest and end > start:
            yield start, end
            start, size = end, 0
        while more > longest:
            cut, room = end, longest
            while sizes[cut] <= room:
                room -= sizes[cut]
                cut += 1
            yield start, cut
            more -= longest - room
            start = end = cut
        end, size = stop, size + more
    if end > start:
        yield start, end


def _perceptron(pairs: dict[str, Floats], name: str) -> Perceptron:
    return Perceptron(pairs[f"{name}_weight"], pairs[f"{name}_bias"], pairs[f"{name}_distance"])


def _probability(logit: np.float32) -> float:
    return float(1 / (1 + np.exp(-logit)))
