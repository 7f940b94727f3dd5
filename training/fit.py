"""Fit the network: rounds over the corpora, seeded, a checkpoint after every round, resumed where one is found."""

from __future__ import annotations

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from onrecord.analyse.network import labels as inventories
from onrecord.analyse.network.labels import Labels
from onrecord.analyse.network.lemmas import script
from onrecord.analyse.network.pieces import Pieces
from training import batches, corpora
from training.corpora import Passage
from training.losses import Teacher
from training.network import Network

ROUNDS = 8
SIZE = 1600  # pieces of a batch
RATES = {"encoder": 3e-4, "heads": 1.5e-3}
WARM = 150  # steps


@dataclass(slots=True)
class Corpus:
    """Passages and how often they are read in all."""

    name: str
    passages: list[Passage]
    passes: float


def load(data: Path, *, open_only: bool = False, everything: bool = False) -> list[Corpus]:
    """The corpora of a data folder; `open_only` leaves out those without an open licence, `everything` holds nothing apart."""
    language, attribution = data / "language", data / "attribution"
    parity = None if everything else 0
    gum = list(corpora.trees(language / "ud-gum-train.jsonl"))
    ewt = list(corpora.trees(language / "ud-ewt-train.jsonl"))
    apart = {row["id"] for row in corpora.rows(language / "ud-gum-dev.jsonl")}
    forest = {passage.id: passage for passage in gum}
    coref = corpora.coreference(language / "coref-train.jsonl", skip=apart, parity=parity)
    found = [
        Corpus("trees", ewt + gum, 8),
        Corpus("coreference", list(corpora.with_trees(coref, forest)), 4),
        Corpus(
            "gum-attributions",
            list(corpora.attributions(attribution / "gum-other.jsonl", nested=True, skip=apart, parity=parity)),
            4,
        ),
    ]
    if open_only:
        return [*found, Corpus("factappeal", list(corpora.appeals(attribution / "factappeal-train.csv")), 8)]
    return [
        *found,
        Corpus("polnear", list(corpora.attributions(attribution / "polnear-train.jsonl")), 4),
        Corpus("newswire", list(corpora.newswire(language / "worldwide-ner-train.jsonl", parity=parity)), 4),
    ]


def inventory(loaded: Iterable[Corpus]) -> Labels:
    """The labels that occur; of the edit scripts those that occur three times."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for corpus in loaded:
        for passage in corpus.passages:
            if passage.heads is None:
                continue
            for name in ("upos", "xpos", "relations"):
                seen[name].update(getattr(passage, name))
            seen["lemma"].update(map(script, passage.words, passage.lemma or ()))
    kinds = ("person", "organisation", "place", "norp")
    return Labels(
        upos=tuple(sorted(seen["upos"])),
        xpos=tuple(sorted(seen["xpos"])),
        lemma=tuple(rule for rule, count in seen["lemma"].most_common() if count >= 3),
        names=("O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI")),
        relations=tuple(sorted(seen["relations"])),
    )


def fit(
    loaded: list[Corpus],
    pieces: Pieces,
    start: Path | None,
    out: Path,
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
    layers: int = 6,
    share: float = 1.0,
    stop_after: int | None = None,
) -> Network:
    """Train, or go on from the checkpoint in `out`; the learning rate falls in a line to zero over all rounds.

    `stop_after` ends the run after so many rounds in all, to be resumed by another.
    """
    out.mkdir(parents=True, exist_ok=True)
    labels = inventory(loaded)
    inventories.save(labels, out / "labels.json")
    torch.manual_seed(seed)
    network = Network(labels, layers)
    if start is not None:
        network.encoder.start_from(start)
    groups = _groups(network)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    checkpoint = out / "checkpoint.pt"
    begun = 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(stored["network"], strict=False)
        optimiser.load_state_dict(stored["optimiser"])
        begun = stored["round"]
    teacher, clock = Teacher(labels), time.monotonic()
    for number in range(begun, rounds if stop_after is None else min(rounds, stop_after)):
        torch.manual_seed(seed * 1000 + number)
        plan = list(_plan(loaded, pieces, number, rounds, random.Random(f"{seed} {number}"), share))
        running: dict[str, float] = {}
        for step, samples in enumerate(plan):
            done = (number + step / len(plan)) / rounds
            warm = min(1.0, (number * len(plan) + step + 1) / WARM)
            for group, rate in zip(optimiser.param_groups, RATES.values(), strict=True):
                group["lr"] = rate * warm * max(0.01, 1 - done)
            losses = _step(network, teacher, optimiser, samples)
            for name, value in losses.items():
                running[name] = 0.98 * running.get(name, value) + 0.02 * value
            if step % 100 == 0:
                told = " ".join(f"{name} {value:.3f}" for name, value in sorted(running.items()))
                print(
                    f"round {number + 1}/{rounds} step {step}/{len(plan)} {(time.monotonic() - clock) / 60:.1f} min: {told}",
                    flush=True,
                )
        state = {name: value for name, value in network.state_dict().items() if name != "encoder.pieces.weight"}
        torch.save({"network": state, "optimiser": optimiser.state_dict(), "round": number + 1}, checkpoint)
    (out / "training.json").write_text(
        json.dumps({"rounds": rounds, "seed": seed, "layers": layers, "corpora": [c.name for c in loaded]}) + "\n"
    )
    return network


def _groups(network: Network) -> list[dict[str, list[nn.Parameter]]]:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in network.encoder.parameters()}
    return [{"params": encoder}, {"params": [p for p in network.parameters() if id(p) not in own]}]


def _step(
    network: Network, teacher: Teacher, optimiser: torch.optim.Optimizer, samples: list[batches.Sample]
) -> dict[str, float]:
    network.train()
    batch = batches.collate(samples)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = network(batch.pieces, batch.shapes, batch.first, batch.mask)
        out.arcs, out.pairs, out.scores = out.arcs.float(), out.pairs.float(), out.scores.float()
        losses = teacher.losses(network, batch, out)
    optimiser.zero_grad(set_to_none=True)
    torch.stack(list(losses.values())).sum().backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return {name: loss.item() for name, loss in losses.items()}


def _plan(
    loaded: list[Corpus], pieces: Pieces, number: int, rounds: int, chance: random.Random, share: float
) -> Iterator[list[batches.Sample]]:
    """The batches of one round, those of all corpora shuffled together."""
    plan: list[list[batches.Sample]] = []
    for corpus in loaded:
        passages = _drawn(corpus, number, rounds, chance, share)
        if corpus.name == "coreference":
            plan += [group for passage in passages for group in _documents(passage, pieces, chance)]
            continue
        samples = [
            batches.sample(passage, start, end, pieces, chance)
            for passage in passages
            for start, end in batches.stretches(
                passage,
                pieces,
                chance.randint(24, batches.LONGEST) if passage.heads else chance.randint(100, batches.LONGEST),
            )
        ]
        plan += batches.batches(samples, SIZE, chance)
    chance.shuffle(plan)
    yield from plan


def _drawn(corpus: Corpus, number: int, rounds: int, chance: random.Random, share: float) -> list[Passage]:
    """A round's part of the passes over a corpus: each pass in an order of its own, fixed by its number."""
    total = corpus.passes * share
    first, last = total * number / rounds, total * (number + 1) / rounds
    drawn: list[Passage] = []
    at = first
    while at < last - 1e-9:
        whole = int(at + 1e-9)
        order = corpus.passages[:]
        random.Random(f"{corpus.name} {whole}").shuffle(order)
        stop = min(last, whole + 1)
        drawn += order[round((at - whole) * len(order)) : round((stop - whole) * len(order))]
        at = stop
    chance.shuffle(drawn)
    return drawn


def _documents(passage: Passage, pieces: Pieces, chance: random.Random) -> Iterator[list[batches.Sample]]:
    """The windows of a document in order, up to `SIZE` pieces together."""
    group: list[batches.Sample] = []
    for start, end in batches.stretches(passage, pieces, chance.randint(150, batches.LONGEST)):
        group.append(batches.sample(passage, start, end, pieces, chance))
        if len(group) * batches.LONGEST >= SIZE:
            yield group
            group = []
    if group:
        yield group
