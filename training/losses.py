"""What the network is taught with each batch: one loss a head, over the words of which a corpus says something.

In: a batch whose windows come from one corpus, and the network's outputs for it. Out: the losses by name, weighted.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.analyse.network.distances import bucket
from onrecord.analyse.network.labels import ANAPHOR, ANTECEDENT, CUE, DEPENDENT, FILLER, HEAD, Labels
from onrecord.analyse.network.lemmas import script
from onrecord.analyse.network.references import REACH
from training import targets
from training.batches import Batch, Sample
from training.network import Network, Vectors
from training.passages import Trees
from training.targets import UNKNOWN

WEIGHTS = {
    "upos": 0.5, "xpos": 0.3, "lemma": 0.3, "names": 1.0, "begins": 0.5, "arcs": 1.0, "relations": 0.5,
    "source": 1.0, "cue": 1.0, "content": 1.0, "roles": 1.0, "negative": 0.2, "mention": 0.5, "antecedents": 0.5,
}  # fmt: skip
NEGATIVES = 0.4  # words that are no mention, taken as candidates for each that is
NEVER = -1e4  # a score that rules out


class Teacher:
    """The losses of batches, for one inventory of labels."""

    def __init__(self, labels: Labels) -> None:
        self._layout = labels.layout()
        self._index = {
            name: {label: number for number, label in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "lemma", "names", "relations")
        }

    def losses(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """The weighted losses of a batch whose samples come from one corpus."""
        passage = batch.samples[0].passage
        found: dict[str, Tensor] = {}
        if passage.trees is not None:
            found |= self._trees(network, batch, out)
        if passage.names is not None:
            index = self._index["names"]
            found["names"] = self._tags(
                out, "names", [[index[tag] for tag in (s.passage.names or [])[s.start : s.end]] for s in batch.samples]
            )
        if passage.attributions is not None:
            found |= self._attributions(network, batch, out)
        if passage.clusters is not None:
            found |= self._coreference(network, batch, out)
        return {name: WEIGHTS[name] * loss for name, loss in found.items()}

    def _tags(self, out: Vectors, head: str, rows: list[list[int]]) -> Tensor:
        """Cross-entropy of one label a word."""
        scores = out.scores[:, 1:, self._layout[head]]
        wanted = torch.full(scores.shape[:2], UNKNOWN)
        for number, row in enumerate(rows):
            wanted[number, : len(row)] = torch.tensor(row)
        return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten())

    def _flags(self, out: Vectors, head: str, rows: list[list[float]]) -> Tensor:
        """Cross-entropy of one flag a word; -1 where nothing is known."""
        scores = out.scores[:, 1:, self._layout[head]].squeeze(-1)
        wanted = torch.full(scores.shape, -1.0)
        for number, row in enumerate(rows):
            wanted[number, : len(row)] = torch.tensor(row)
        known = wanted >= 0
        if not known.any():
            return scores.sum() * 0
        return functional.binary_cross_entropy_with_logits(scores[known], wanted[known])

    def _trees(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """Parts of speech, edit scripts, beginnings of sentences, arcs within a sentence, relations of true arcs."""
        treed = [(one, one.passage.trees) for one in batch.samples if one.passage.trees is not None]
        rows: dict[str, list[list[int]]] = {"upos": [], "xpos": [], "lemma": [], "relations": []}
        for one, trees in treed:
            for name, row in self._told(one, trees).items():
                rows[name].append(row)
        found = {name: self._tags(out, name, rows[name]) for name in ("upos", "xpos", "lemma")}
        found["begins"] = self._flags(out, "begins", [targets.begins(one) for one in batch.samples])
        heads = torch.full(out.arcs.shape[:2], UNKNOWN)
        relations = torch.full_like(heads, UNKNOWN)
        for number, (one, trees) in enumerate(treed):
            size = one.end - one.start
            heads[number, 1 : size + 1] = torch.tensor(targets.heads(one, trees.heads))
            relations[number, 1 : size + 1] = torch.tensor(rows["relations"][number])
        arcs = out.arcs.masked_fill(~_within(batch, out), NEVER)
        found["arcs"] = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten())
        known = heads >= 0
        window = torch.arange(len(heads))[:, None].expand_as(heads)[known]
        scores = network.relation(out.pairs[..., DEPENDENT, :][known], out.pairs[..., HEAD, :][window, heads[known]])
        found["relations"] = functional.cross_entropy(scores.float(), relations[known])
        return found

    def _told(self, one: Sample, trees: Trees) -> dict[str, list[int]]:
        """The numbers of the labels of a window's words."""
        part = slice(one.start, one.end)
        labels = {
            "upos": trees.upos[part],
            "xpos": trees.xpos[part],
            "lemma": list(map(script, one.passage.words[part], trees.lemma[part])),
            "relations": trees.relations[part],
        }
        return {name: [self._index[name].get(label, UNKNOWN) for label in row] for name, row in labels.items()}

    def _attributions(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """Spans of each part alone, denial, and the role of every word in the attribution of each cue.

        Where attributions are nested, contents overlap: they are told by roles alone.
        """
        nested = batch.samples[0].passage.nested
        found = {
            part: self._tags(out, part, [targets.statement_tags(one, part) for one in batch.samples])
            for part in (targets.SPAN_PARTS[:2] if nested else targets.SPAN_PARTS)
        }
        if nested:
            found["negative"] = self._flags(out, "negative", [targets.denials(one) for one in batch.samples])
        cues, fillers, distances, roles = [], [], [], []
        for number, one in enumerate(batch.samples):
            size = one.end - one.start
            for (start, end), item in targets.cued(one):
                cues.append(out.pairs[number, start + 1 : end + 1, CUE].mean(0, keepdim=True).expand(size, -1))
                fillers.append(out.pairs[number, 1 : size + 1, FILLER])
                distances.append(_buckets(torch.arange(size) - start))
                roles.append(torch.tensor(targets.roles(item, one)))
        if cues:
            scores = network.role(torch.cat(cues), torch.cat(fillers), torch.cat(distances))
            found["roles"] = functional.cross_entropy(scores.float(), torch.cat(roles))
        return found

    def _coreference(self, network: Network, batch: Batch, out: Vectors) -> dict[str, Tensor]:
        """Windows of one document in order: which words head a mention, and which mention is meant before."""
        passage = batch.samples[0].passage
        referent = {
            passage.mention_heads[span]: number
            for number, cluster in enumerate(passage.clusters or ())
            for span in cluster
        }
        flags, anaphors, antecedents, places = [], [], [], []
        for number, one in enumerate(batch.samples):
            flags.append([float(at in referent) for at in range(one.start, one.end)])
            logits = out.scores[number, 1 : len(flags[-1]) + 1, self._layout["mention"]].squeeze(-1)
            at = _candidates(logits, torch.tensor(flags[-1]) > 0)
            anaphors.append(out.pairs[number, at + 1, ANAPHOR])
            antecedents.append(out.pairs[number, at + 1, ANTECEDENT])
            places.append(at + one.start)
        found = {"mention": self._flags(out, "mention", flags)}
        place = torch.cat(places)
        if len(place) > 1:
            cluster = torch.tensor([referent.get(int(at), -1) for at in place])
            found["antecedents"] = _linked(network, torch.cat(anaphors), torch.cat(antecedents), place, cluster)
        return found


def _within(batch: Batch, out: Vectors) -> Tensor:
    """[B, W, W]: whether a word (row) may depend on a word (column): the root, and the words of its sentence."""
    allowed = torch.zeros(out.arcs.shape, dtype=torch.bool)
    for number, one in enumerate(batch.samples):
        sentence = torch.tensor(targets.begins(one)).cumsum(0)
        size = len(sentence)
        allowed[number, 1 : size + 1, 1 : size + 1] = sentence[:, None] == sentence[None, :]
        allowed[number, :, 0] = True
    return allowed


def _candidates(logits: Tensor, mentions: Tensor) -> Tensor:
    """The words that head a mention, and those that the network is likeliest to take for such, by lot."""
    drawn = (logits + torch.rand_like(logits)).masked_fill(mentions, NEVER)
    count = min(len(mentions), 1 + int(NEGATIVES * int(mentions.sum())))
    chosen = mentions.clone()
    chosen[drawn.topk(count).indices] = True
    return chosen.nonzero().squeeze(-1)


def _linked(network: Network, anaphors: Tensor, antecedents: Tensor, place: Tensor, cluster: Tensor) -> Tensor:
    """Marginal likelihood of the antecedents (Lee et al. 2017) over heads, at words `place` in clusters, -1 in none."""
    order = torch.arange(len(place))
    candidate = (order[None, :] < order[:, None]) & (order[None, :] >= order[:, None] - REACH)
    row, column = candidate.nonzero(as_tuple=True)
    scores = network.antecedent(anaphors[row], antecedents[column], _buckets(place[row] - place[column]))
    table = torch.full((len(place), len(place) + 1), NEVER)
    table[:, -1] = 0.0  # no antecedent
    table = table.index_put((row, column), scores.squeeze(-1).float())
    true = torch.zeros_like(table, dtype=torch.bool)
    true[:, :-1] = (cluster[:, None] == cluster[None, :]) & (cluster[:, None] >= 0) & candidate
    true[:, -1] = ~true[:, :-1].any(1)
    return (table.logsumexp(1) - table.masked_fill(~true, NEVER).logsumexp(1)).mean()


def _buckets(distance: Tensor) -> Tensor:
    """`bucket` over a tensor."""
    return torch.from_numpy(bucket(distance.numpy()))
