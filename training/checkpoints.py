"""Networks as folders keep them: saved by a run, resumed by the same run, taken to begin with by another.

A checkpoint holds the network without its word embeddings, the optimiser, the rounds done, and what the run is. Of the
folder of an earlier run, or of files that ship, another run takes the network alone; nothing is left out unsaid.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from onrecord.analyse.network import labels as inventories
from onrecord.analyse.network.labels import Labels
from training.network import Network
from training.shipped import FolderError, network_state

NAME = "checkpoint.pt"
FROZEN = "encoder.pieces.weight"  # word embeddings: as large as all else, and never changed


def save(folder: Path, network: Network, optimiser: torch.optim.Optimizer, done: int, made: dict[str, Any]) -> None:
    """Write the checkpoint of a run, `made` says of which, that has done so many rounds."""
    state = {name: value for name, value in network.state_dict().items() if name != FROZEN}
    stored = {"network": state, "optimiser": optimiser.state_dict(), "round": done, "made": made}
    torch.save(stored, folder / NAME)


def resume(
    folder: Path, network: Network, optimiser: torch.optim.Optimizer, labels: Labels, made: dict[str, Any]
) -> int:
    """Go on from the checkpoint in a folder, if there is one; the rounds done.

    `network` is as the run began: its word embeddings stay. `FolderError` where the checkpoint is of another run.
    """
    path = folder / NAME
    if not path.exists():
        return 0
    stored = torch.load(path, weights_only=True)
    if "made" not in stored:
        raise FolderError(f"{path}: does not say of which run it is; train into another folder, --after this one")
    other = [name for name in made if stored["made"].get(name) != made[name]]
    if other:
        raise FolderError(
            f"{path}: of a run with other {', '.join(other)} (see training.json); give the same, or another OUT"
        )
    _agree(folder, labels)
    network.load_state_dict(stored["network"] | {FROZEN: network.encoder.pieces.weight})
    optimiser.load_state_dict(stored["optimiser"])
    done: int = stored["round"]
    return done


def take(network: Network, labels: Labels, folder: Path, *, started: bool) -> None:
    """Begin with the network of an earlier run, or that of files that ship; of more layers, with the first.

    `started` says that the word embeddings of `network` are those to keep. `FolderError` where labels, layers or word
    embeddings are not to be had.
    """
    _agree(folder, labels)
    path = folder / NAME
    stored = torch.load(path, weights_only=True)["network"] if path.exists() else network_state(folder)
    wanted, earlier = depth(network.state_dict()), depth(stored)
    if wanted > earlier:
        raise FolderError(
            f"{folder}: a network of {earlier} layers, too few for {wanted}; give --layers {earlier}, or fewer"
        )
    above = tuple(f"encoder.layers.{number}." for number in range(wanted, earlier))
    kept = {name: value for name, value in stored.items() if not name.startswith(above)}
    if started:
        kept[FROZEN] = network.encoder.pieces.weight
    elif FROZEN not in kept:
        kept[FROZEN] = _embeddings(folder)
    network.load_state_dict(kept)


def depth(state: dict[str, Tensor]) -> int:
    """The layers of the encoder in the state of a network."""
    return 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))


def _embeddings(folder: Path) -> Tensor:
    """The word embeddings that the files in a folder have, which a checkpoint beside them has not."""
    if not (folder / "model.onnx").exists():
        raise FolderError(f"{folder / NAME}: has no word embeddings; give --start, the folder that it was started from")
    return network_state(folder)[FROZEN]


def _agree(folder: Path, labels: Labels) -> None:
    if inventories.load(folder / "labels.json") != labels:
        raise FolderError(
            f"{folder / 'labels.json'}: other labels than the corpora have; give the corpora it was trained on"
        )
