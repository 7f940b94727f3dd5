"""A checkpoint → the files that ship: an int8 ONNX graph, the vocabulary, the labels, the small pair perceptrons.

    python -m training.export .cache/training START src/onrecord/analyse/network/weights

Weights are quantised per channel with a reduced range: without, sums saturate on processors that lack VNNI, and
activations by dynamic scales (one a matrix, so a window is always run alone).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from onrecord.analyse.network import labels as inventories
from training.checkpoints import FROZEN, NAME, depth
from training.network import ATTENTION, HIDDEN, Layer, Network, Pair
from training.shipped import network_state

LARGEST = 40  # MB of all files
# Names of the graph's inputs and outputs, and which of their sides depend on the number of pieces and of words.
INPUTS = {"pieces": {1: "p"}, "shapes": {1: "p"}, "first": {1: "w"}}
OUTPUTS = {"scores": {0: "w"}, "arcs": {0: "w", 1: "w"}, "pairs": {0: "w"}}


class Exported(nn.Module):
    """The network over one window [1, P], without dropout, attention written out: scores, arcs, pairs of its words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        net = self.network
        encoder, count = net.encoder, pieces.shape[1]
        x = encoder.norm(encoder.pieces(pieces) + encoder.positions.weight[:count][None] + encoder.shapes(shapes))
        for layer in encoder.stack():
            x = _layer(layer, x)
        x = x[:, first[0]]
        dependent, head = functional.gelu(net.arc_dependent(x)), functional.gelu(net.arc_head(x))
        arcs = net.biaffine(dependent) @ head.transpose(1, 2) + net.prior(head).transpose(1, 2)
        return net.words(x)[0], arcs[0], net.pairs(x)[0]


def _layer(layer: Layer, x: Tensor) -> Tensor:
    count = x.shape[1]
    parts = layer.qkv(x).reshape(1, count, 3, ATTENTION, HIDDEN // ATTENTION).permute(2, 0, 3, 1, 4)
    query, key, value = parts[0], parts[1], parts[2]
    weights = torch.softmax(query @ key.transpose(2, 3) * (HIDDEN // ATTENTION) ** -0.5, dim=-1)
    seen = (weights @ value).transpose(1, 2).reshape(1, count, HIDDEN)
    x = layer.norm1(x + layer.out(seen))
    out: Tensor = layer.norm2(x + layer.down(functional.gelu(layer.up(x))))
    return out


def load(folder: Path, start: Path) -> Network:
    """The network of a checkpoint; the frozen word embeddings come from where training started, or from what ships."""
    labels = inventories.load(folder / "labels.json")
    stored = torch.load(folder / NAME, weights_only=True)["network"]
    network = Network(labels, depth(stored))
    if (start / "model.safetensors").exists():
        network.encoder.start_from(start / "model.safetensors")
        frozen = network.encoder.pieces.weight
    else:
        frozen = network_state(start)[FROZEN]
    network.load_state_dict(stored | {FROZEN: frozen})
    return network.eval()


def export(network: Network, folder: Path, start: Path, out: Path, *, quantised: bool = True) -> None:
    """Write `model.onnx`, `tokenizer.json`, `labels.json` and `pairs.npz` to `out`, which may be one of the others.

    `folder` is what training wrote, with the labels; `start` is where it started, with the vocabulary. Files move to
    `out` when all are written: an export that fails leaves it as it was.
    """
    pairs = {"relation": network.relation, "role": network.role, "antecedent": network.antecedent}
    with tempfile.TemporaryDirectory() as scratch:
        files = Path(scratch) / "files"
        files.mkdir()
        _model(network, Path(scratch), files / "model.onnx", quantised=quantised)
        shutil.copy(start / "tokenizer.json", files)
        shutil.copy(folder / "labels.json", files)
        np.savez(
            files / "pairs.npz",
            allow_pickle=False,
            **{f"{name}_{part}": value for name, pair in pairs.items() for part, value in _perceptron(pair).items()},
        )
        out.mkdir(parents=True, exist_ok=True)
        for path in files.iterdir():
            shutil.move(path, out / path.name)


def _model(network: Network, scratch: Path, path: Path, *, quantised: bool) -> None:
    """The network as an ONNX graph of 8-bit integers, or of 32-bit floats, checked."""
    plain, ready = scratch / "plain.onnx", scratch / "ready.onnx"
    _graph(network, plain)
    if quantised:
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    else:
        shutil.copy(plain, path)
    onnx.checker.check_model(str(path))


def _graph(network: Network, path: Path) -> None:
    """The network as an ONNX graph of 32-bit floats."""
    example = (torch.tensor([[101, 2054, 102]]), torch.zeros(1, 3, dtype=torch.long), torch.tensor([[0, 1]]))
    with warnings.catch_warnings():
        # torch warns that another exporter is the default now, at every step of this one. The other needs one package
        # more, and its graph is not the one whose speed and results were measured.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            Exported(network).eval(), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=INPUTS | OUTPUTS, opset_version=17, dynamo=False,
        )  # fmt: skip


def _perceptron(pair: Pair) -> dict[str, npt.NDArray[np.float32]]:
    """The weights of a pair perceptron, as `perceptron.py` of the engine takes them."""
    found = {"weight": pair.out.weight.T, "bias": pair.out.bias}
    if pair.distance is not None:
        found["distance"] = pair.distance.weight
    return {name: value.detach().numpy().astype(np.float32) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what training wrote")
    parser.add_argument("start", type=Path, help="what training started from, or the weights that ship")
    parser.add_argument("out", type=Path)
    parser.add_argument("--plain", action="store_true", help="32-bit floats, to compare")
    asked = parser.parse_args()
    export(load(asked.folder, asked.start), asked.folder, asked.start, asked.out, quantised=not asked.plain)
    size = sum(path.stat().st_size for path in asked.out.iterdir()) / 1e6
    print(f"{asked.out}: {size:.1f} MB")
    if size > LARGEST and not asked.plain:
        sys.exit(f"more than {LARGEST} MB")


if __name__ == "__main__":
    main()
