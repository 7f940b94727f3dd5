"""The files that ship → the network again, as near as 8 bits tell: training goes on where its start weights are gone.

    python -m training DATA OUT --after src/onrecord/analyse/network/weights

Matrices have no names in the graph, but the multiplications that take them have: the layer's, counted by a suffix.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

_PREFIX = "network."  # of the names that `Exported` gives
_MULTIPLIES = re.compile(r"/(?P<part>[a-z_0-9]+?)(?:_(?P<layer>\d+))?/MatMul_quant")
_EMBEDDINGS = ("encoder.pieces.weight", "encoder.shapes.weight")
_IN_LAYER = frozenset({"qkv", "out", "up", "down"})


class FolderError(ValueError):
    """A folder from which training cannot go on; the message says what to do."""


def network_state(folder: Path) -> dict[str, Tensor]:
    """The state of a `Network`, from `model.onnx` and `pairs.npz`. `FolderError` for a graph of another kind."""
    graph = onnx.load(str(folder / "model.onnx")).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    _check(stored.keys(), folder / "model.onnx")
    found = {
        name.removeprefix(_PREFIX): value
        for name, value in stored.items()
        if name.startswith(_PREFIX) and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for name in _EMBEDDINGS:
        found[name] = _floats(stored, _PREFIX + name)
    for node in graph.node:
        if match := _MULTIPLIES.fullmatch(node.name):
            part, layer = match["part"], int(match["layer"] or 0)
            name = f"encoder.layers.{layer}.{part}" if part in _IN_LAYER else part
            found[f"{name}.weight"] = _floats(stored, node.input[1].removesuffix("_quantized")).T
    with np.load(folder / "pairs.npz") as pairs:
        for pair in ("relation", "role", "antecedent"):
            found[f"{pair}.out.weight"] = pairs[f"{pair}_weight"].T
            found[f"{pair}.out.bias"] = pairs[f"{pair}_bias"]
            if f"{pair}_distance" in pairs:
                found[f"{pair}.distance.weight"] = pairs[f"{pair}_distance"]
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def _check(names: Collection[str], path: Path) -> None:
    """Whether these are the initialisers of a graph that training.export wrote, with weights of 8 bits."""
    for name in (_PREFIX + each for each in _EMBEDDINGS):
        if name in names:
            raise FolderError(f"{path}: weights of 32 bits, as training.export --plain writes them; export without")
        if f"{name}_quantized" not in names:
            raise FolderError(f"{path}: no graph that training.export wrote; give the files that it writes")


def _floats(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A quantised matrix in floats; scales and zero points are one a matrix, or one a column."""
    found: np.ndarray = (
        stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"].astype(np.float32)
    ) * stored[f"{name}_scale"]
    return found
