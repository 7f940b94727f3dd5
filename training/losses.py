"""What the network is taught with each batch: one loss a head, over the words of which a corpus says something."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.analyse.network.distances import bucket
from onrecord.analyse.network.labels import Labels
from onrecord.analyse.network.lemmas import script
from training.batches import Batch, Sample
from training.corpora import Attribution, Range
from training.network import ANAPHOR, ANTECEDENT, CUE, DEPENDENT, FILLER, HEAD, Network, Vectors

WEIGHTS = {
    "upos": 0.5, "xpos": 0.3, "lemma": 0.3, "names": 1.0, "begins": 0.5, "arcs": 1.0, "relations": 0.5,
    "source": 1.0, "cue": 1.0, "content": 1.0, "roles": 1.0, "negative": 0.2, "mention": 0.5, "antecedents": 0.5,
}  # fmt: skip
NEGATIVES = 0.4  # words that are no mention, taken as candidates for each that is


class Teacher:
    """The losses of batches, for one inventory of labels."""

    def __init__(self, labels: Labels) -> None:
        self.layout = labels.layout()
        self.index = {
            name: {label: number for number, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "names", "relations")
        }

    def losses(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """The weighted losses of a batch whose samples come from one corpus."""
        passage = batch.samples[0].passage
        found: dict[str, Tensor] = {}
        if passage.heads is not None:
            found |= self._trees(network, batch, out)
        if passage.names is not None:
            found["names"] = self._tags(
                out,
                batch,
                "names",
                [list(map(self.index["names"].__getitem__, s.passage.names[s.start : s.end])) for s in batch.samples],
            )  # type: ignore[index]
        if passage.attributions is not None:
            found |= self._attributions(network, batch, out)
        if passage.clusters is not None:
            found |= self._coreference(network, batch, out)
        return {name: WEIGHTS[name] * loss for name, loss in found.items()}

    def _tags(self, out: Vectors, batch: Batch, head: str, rows: list[list[int]]) -> Tensor:
        scores = out.scores[:, 1:, self.layout[head]]
        wanted = torch.full(scores.shape[:2], -100)
        for number, row in enumerate(rows):
            wanted[number, : len(row)] = torch.tensor(row)
        return functional.cross_entropy(scores.flatten(0, 1).float(), wanted.flatten())

    def _flags(self, out: Vectors, head: str, rows: list[list[float]]) -> Tensor:
        """Binary targets; -1 where nothing is known."""
        scores = out.scores[:, 1:, self.layout[head]].squeeze(-1).float()
        wanted = torch.full(scores.shape, -1.0)
        for number, row in enumerate(rows):
            wanted[number, : len(row)] = torch.tensor(row)
        known = wanted >= 0
        if not known.any():
            return scores.sum() * 0
        return functional.binary_cross_entropy_with_logits(scores[known], wanted[known])

    def _trees(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        found = {}
        for name in ("upos", "xpos"):
            index = self.index[name]
            found[name] = self._tags(
                out,
                batch,
                name,
                [[index.get(v, -100) for v in getattr(s.passage, name)[s.start : s.end]] for s in batch.samples],
            )
        index = self.index["lemma"]
        found["lemma"] = self._tags(
            out,
            batch,
            "lemma",
            [
                [
                    index.get(script(w, l), -100)
                    for w, l in zip(s.passage.words[s.start : s.end], s.passage.lemma[s.start : s.end], strict=True)
                ]
                for s in batch.samples
            ],
        )  # type: ignore[index]
        found["begins"] = self._flags(out, "begins", [_begins(s) for s in batch.samples])
        count = out.arcs.shape[1]
        allowed = torch.zeros(len(batch.samples), count, count, dtype=torch.bool)
        heads = torch.full((len(batch.samples), count), -100)
        relations = torch.full((len(batch.samples), count), -100)
        for number, one in enumerate(batch.samples):
            own, starts = one.passage, _begins(one)
            sentence = torch.tensor(starts).cumsum(0)
            size = len(starts)
            allowed[number, 1 : size + 1, 1 : size + 1] = sentence[:, None] == sentence[None, :]
            allowed[number, :, 0] = True
            for at in range(size):
                head = own.heads[one.start + at]  # type: ignore[index]
                inside = head - one.start + 1 if head >= 0 else 0
                if head >= 0 and not one.start <= head < one.end:
                    continue  # a sentence cut in two
                heads[number, at + 1] = inside
                relations[number, at + 1] = self.index["relations"].get(own.relations[one.start + at], -100)  # type: ignore[index]
        arcs = out.arcs.float().masked_fill(~allowed, -1e4)
        found["arcs"] = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten())
        known = heads >= 0
        rows = torch.arange(len(batch.samples))[:, None].expand_as(heads)[known]
        scores = network.relation(out.pairs[..., DEPENDENT, :][known], out.pairs[..., HEAD, :][rows, heads[known]])
        found["relations"] = functional.cross_entropy(scores.float(), relations[known])
        return found

    def _attributions(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        parts: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
        negative: list[list[float]] = []
        lefts, rights, distances, roles = [], [], [], []
        for number, one in enumerate(batch.samples):
            size = one.end - one.start
            rows = {part: [0] * size for part in parts}
            flags = [-1.0] * size
            for item in one.passage.attributions or ():
                cue = _inside(item.cue, one)
                for part, ranges in (
                    ("source", item.source),
                    ("cue", [item.cue] if item.cue else []),
                    ("content", item.content),
                ):
                    for span in ranges:
                        if inside := _inside(span, one):
                            rows[part][inside[0]] = 1
                            rows[part][inside[0] + 1 : inside[1]] = [2] * (inside[1] - inside[0] - 1)
                if cue is None:
                    continue
                if item.negative is not None:
                    flags[cue[0] : cue[1]] = [float(item.negative)] * (cue[1] - cue[0])
                lefts.append(out.pairs[number, cue[0] + 1 : cue[1] + 1, CUE].mean(0, keepdim=True).expand(size, -1))
                rights.append(out.pairs[number, 1 : size + 1, FILLER])
                places = torch.arange(size)
                distances.append(bucket_tensor(places - cue[0]))
                roles.append(torch.tensor(_roles(item, one)))
            for part in parts:
                parts[part].append(rows[part])
            negative.append(flags)
        flat = ("source", "cue") if batch.samples[0].passage.nested else ("source", "cue", "content")
        found = {part: self._tags(out, batch, part, parts[part]) for part in flat}
        if batch.samples[0].passage.nested:
            found["negative"] = self._flags(out, "negative", negative)
        if lefts:
            scores = network.role(torch.cat(lefts), torch.cat(rights), torch.cat(distances))
            found["roles"] = functional.cross_entropy(scores.float(), torch.cat(roles))
        return found

    def _coreference(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """Windows of one document in order: marginal likelihood of the antecedents (Lee et al. 2017) over heads."""
        passage = batch.samples[0].passage
        referent = {
            passage.mention_heads[span]: number
            for number, cluster in enumerate(passage.clusters or ())
            for span in cluster
        }
        flags, anaphors, antecedents, places = [], [], [], []
        for number, one in enumerate(batch.samples):
            flags.append([float(at in referent) for at in range(one.start, one.end)])
            chosen = torch.tensor(flags[-1]) > 0
            logits = out.scores[number, 1 : len(chosen) + 1, self.layout["mention"]].squeeze(-1)
            extra = (
                (logits + torch.rand_like(logits))
                .masked_fill(chosen, -1e4)
                .topk(min(len(chosen), 1 + int(NEGATIVES * int(chosen.sum()))))
                .indices
            )
            chosen[extra] = True
            at = chosen.nonzero().squeeze(-1)
            anaphors.append(out.pairs[number, at + 1, ANAPHOR])
            antecedents.append(out.pairs[number, at + 1, ANTECEDENT])
            places.append(at + one.start)
        place = torch.cat(places)
        cluster = torch.tensor([referent.get(int(at), -1) for at in place])
        order = torch.arange(len(place))
        candidate = (order[None, :] < order[:, None]) & (order[None, :] >= order[:, None] - 80)
        row, column = candidate.nonzero(as_tuple=True)
        found = {"mention": self._flags(out, "mention", flags)}
        if not len(row):
            return found
        right, left = torch.cat(antecedents)[column], torch.cat(anaphors)[row]
        scores = network.antecedent(left, right, bucket_tensor(place[row] - place[column])).squeeze(-1).float()
        table = torch.full((len(place), len(place) + 1), -1e4)
        table[:, -1] = 0.0
        table = table.index_put((row, column), scores)
        gold = torch.zeros_like(table, dtype=torch.bool)
        gold[:, :-1] = (cluster[:, None] == cluster[None, :]) & (cluster[:, None] >= 0) & candidate
        gold[:, -1] = ~gold[:, :-1].any(1)
        right_ones = table.masked_fill(~gold, -1e4).logsumexp(1)
        found["antecedents"] = (table.logsumexp(1) - right_ones).mean()
        return found


def _begins(one: Sample) -> list[float]:
    starts = set(one.passage.begins)
    return [float(at in starts or at == one.start) for at in range(one.start, one.end)]


def _inside(span: Range | None, one: Sample) -> Range | None:
    if span is None:
        return None
    start, end = max(span[0], one.start) - one.start, min(span[1], one.end) - one.start
    return (start, end) if start < end else None


def _roles(item: Attribution, one: Sample) -> list[int]:
    row = [0] * (one.end - one.start)
    for base, ranges in ((1, item.source), (3, item.content)):
        for span in ranges:
            if inside := _inside(span, one):
                row[inside[0]] = base
                row[inside[0] + 1 : inside[1]] = [base + 1] * (inside[1] - inside[0] - 1)
    return row


def bucket_tensor(distance: Tensor) -> Tensor:
    """`bucket` over a tensor."""
    return torch.from_numpy(bucket(distance.numpy()))
