"""Fit the network: rounds over the corpora, seeded, a checkpoint after every round, resumed where one is found.

In: corpora and the weights to start from. Out: the network, and in a folder `checkpoint.pt`, `labels.json` and
`training.json`, which says what the run is: its settings, its corpora, what it began with.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from onrecord.analyse.network import labels as inventories
from onrecord.analyse.network.labels import Labels
from onrecord.analyse.network.lemmas import script
from onrecord.analyse.network.pieces import Pieces
from training import checkpoints
from training.batches import Sample, collate
from training.corpora import Corpus
from training.losses import Teacher
from training.network import LAYERS, Network
from training.rounds import plan

RATES = {"encoder": 3e-4, "heads": 1.5e-3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How to train: rounds, the seed of all that is drawn, layers of the encoder, how the rates rise and how high.

    `warm` are the steps over which they rise, `rate` what `RATES` are multiplied by.
    """

    rounds: int = 8
    seed: int = 1
    layers: int = LAYERS
    warm: int = 150
    rate: float = 1.0


def inventory(corpora: Iterable[Corpus]) -> Labels:
    """The labels that occur; of the edit scripts those that occur three times."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for corpus in corpora:
        for passage in corpus.passages:
            if passage.trees is None:
                continue
            seen["upos"].update(passage.trees.upos)
            seen["xpos"].update(passage.trees.xpos)
            seen["relations"].update(passage.trees.relations)
            seen["lemma"].update(map(script, passage.words, passage.trees.lemma))
    kinds = ("person", "organisation", "place", "norp")
    return Labels(
        upos=tuple(sorted(seen["upos"])),
        xpos=tuple(sorted(seen["xpos"])),
        lemma=tuple(rule for rule, count in seen["lemma"].most_common() if count >= 3),
        names=("O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI")),
        relations=tuple(sorted(seen["relations"])),
    )


def fit(
    corpora: list[Corpus],
    pieces: Pieces,
    start: Path | None,
    out: Path,
    run: Run,
    *,
    after: Path | None = None,
    stop_after: int | None = None,
) -> Network:
    """Train, or go on from the checkpoint in `out`; the learning rate falls in a line to zero over all rounds.

    `start` is a BERT checkpoint in safetensors; without, the network starts at random. `after` is the folder of an
    earlier run, or of the files that ship, with the same labels, whose network this run begins with. `stop_after`
    ends the run after so many rounds in all, to be resumed by another. `FolderError` (a ValueError) where the
    checkpoint is of another run, or `after` has no network for this one.
    """
    labels, made = inventory(corpora), _made(corpora, start, run, after)
    network = _beginning(labels, start, run, after)
    optimiser = torch.optim.AdamW(_groups(network), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    begun = checkpoints.resume(out, network, optimiser, labels, made)
    out.mkdir(parents=True, exist_ok=True)
    inventories.save(labels, out / "labels.json")
    (out / "training.json").write_text(json.dumps(made) + "\n", encoding="utf-8")
    teacher = Teacher(labels)
    for number in range(begun, run.rounds if stop_after is None else min(run.rounds, stop_after)):
        torch.manual_seed(run.seed * 1000 + number)
        planned = plan(corpora, pieces, number, run.rounds, random.Random(f"{run.seed} {number}"))
        _round(network, teacher, optimiser, planned, number, run)
        checkpoints.save(out, network, optimiser, number + 1, made)
    return network


def _made(corpora: list[Corpus], start: Path | None, run: Run, after: Path | None) -> dict[str, Any]:
    """What a run is, in plain values: a checkpoint of another is not resumed."""
    read = {corpus.name: {"passes": corpus.passes, "documents": len(corpus.passages)} for corpus in corpora}
    began = None if after is None else after.resolve().name
    return {**asdict(run), "corpora": read, "start": start is not None, "after": began}


def _beginning(labels: Labels, start: Path | None, run: Run, after: Path | None) -> Network:
    """The network before the first round."""
    torch.manual_seed(run.seed)
    network = Network(labels, run.layers)
    if start is not None:
        network.encoder.start_from(start)
    if after is not None:
        checkpoints.take(network, labels, after, started=start is not None)
    return network


def _groups(network: Network) -> list[dict[str, list[nn.Parameter]]]:
    """The parameters that are trained, in the order of `RATES`."""
    own = {id(p) for p in network.encoder.parameters()}
    return [
        {"params": [p for p in network.encoder.parameters() if p.requires_grad]},
        {"params": [p for p in network.parameters() if id(p) not in own]},
    ]


def _round(
    network: Network,
    teacher: Teacher,
    optimiser: torch.optim.Optimizer,
    planned: list[list[Sample]],
    number: int,
    run: Run,
) -> None:
    """One step a batch; every hundred steps the running means of the losses are printed."""
    running: dict[str, float] = {}
    clock = time.monotonic()
    for step, samples in enumerate(planned):
        done = (number + step / len(planned)) / run.rounds
        warm = min(1.0, (number * len(planned) + step + 1) / run.warm)
        for group, rate in zip(optimiser.param_groups, RATES.values(), strict=True):
            group["lr"] = rate * run.rate * warm * max(0.01, 1 - done)
        for name, value in _step(network, teacher, optimiser, samples).items():
            running[name] = 0.98 * running.get(name, value) + 0.02 * value
        if step % 100 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in sorted(running.items()))
            minutes = (time.monotonic() - clock) / 60
            print(f"round {number + 1}/{run.rounds} step {step}/{len(planned)} {minutes:.1f} min: {told}", flush=True)


def _step(
    network: Network, teacher: Teacher, optimiser: torch.optim.Optimizer, samples: list[Sample]
) -> dict[str, float]:
    """Learn from one batch; its losses."""
    network.train()
    batch = collate(samples)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = network(batch.pieces, batch.shapes, batch.first, batch.mask).float()
        losses = teacher.losses(network, batch, out)
    optimiser.zero_grad(set_to_none=True)
    torch.autograd.backward(torch.stack(list(losses.values())).sum())
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return {name: loss.item() for name, loss in losses.items()}
