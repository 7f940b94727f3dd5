"""A checkpoint → the files that ship: an int8 ONNX graph, the vocabulary, the labels, the small pair perceptrons.

    python -m training.export .cache/training START src/onrecord/analyse/network/weights

Weights are quantised per channel with a reduced range: without, sums saturate on processors that lack VNNI, and
activations by dynamic scales (one a matrix, so a window is always run alone).
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from onrecord.analyse.network import labels as inventories
from training.network import ATTENTION, HIDDEN, Network

LARGEST = 40  # MB of all files


class Exported(nn.Module):
    """The network over one window, without dropout, attention written out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        encoder, count = self.network.encoder, pieces.shape[1]
        x = encoder.norm(encoder.pieces(pieces) + encoder.positions.weight[:count][None] + encoder.shapes(shapes))
        for layer in encoder.layers:
            parts = layer.qkv(x).reshape(1, count, 3, ATTENTION, HIDDEN // ATTENTION).permute(2, 0, 3, 1, 4)
            query, key, value = parts[0], parts[1], parts[2]
            weights = torch.softmax(query @ key.transpose(2, 3) * (HIDDEN // ATTENTION) ** -0.5, dim=-1)
            seen = (weights @ value).transpose(1, 2).reshape(1, count, HIDDEN)
            x = layer.norm1(x + layer.out(seen))
            x = layer.norm2(x + layer.down(functional.gelu(layer.up(x))))
        x = x[:, first[0]]
        net = self.network
        dependent, head = functional.gelu(net.arc_dependent(x)), functional.gelu(net.arc_head(x))
        arcs = net.biaffine(dependent) @ head.transpose(1, 2) + net.prior(head).transpose(1, 2)
        return net.words(x)[0], arcs[0], net.pairs(x)[0]


def load(folder: Path, start: Path) -> Network:
    """The network of a checkpoint; the frozen word embeddings come from where training started."""
    labels = inventories.load(folder / "labels.json")
    stored = torch.load(folder / "checkpoint.pt", weights_only=True)["network"]
    layers = 1 + max(int(name.split(".")[2]) for name in stored if name.startswith("encoder.layers."))
    network = Network(labels, layers)
    network.encoder.start_from(start / "model.safetensors")
    network.load_state_dict(stored, strict=False)
    return network.eval()


def export(network: Network, folder: Path, start: Path, out: Path, *, quantised: bool = True) -> None:
    """Write `model.onnx`, `tokenizer.json`, `labels.json` and `pairs.npz` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    example = (torch.tensor([[101, 2054, 102]]), torch.zeros(1, 3, dtype=torch.long), torch.tensor([[0, 1]]))
    axes = {
        "pieces": {1: "p"},
        "shapes": {1: "p"},
        "first": {1: "w"},
        "scores": {0: "w"},
        "arcs": {0: "w", 1: "w"},
        "pairs": {0: "w"},
    }
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            Exported(network), example, str(plain), input_names=["pieces", "shapes", "first"],
            output_names=["scores", "arcs", "pairs"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantised:
            quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                ready, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
            )
        else:
            shutil.copy(plain, out / "model.onnx")
    onnx.checker.check_model(str(out / "model.onnx"))
    shutil.copy(start / "tokenizer.json", out / "tokenizer.json")
    shutil.copy(folder / "labels.json", out / "labels.json")
    np.savez(
        out / "pairs.npz",
        **{
            f"{name}_{part}": value.detach().numpy().astype(np.float32)
            for name in ("relation", "role", "antecedent")
            for part, value in (
                ("weight", getattr(network, name).out.weight.T),
                ("bias", getattr(network, name).out.bias),
                *((("distance", getattr(network, name).distance.weight),) if getattr(network, name).distance else ()),
            )
        },
    )
    size = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    print(f"{out}: {size:.1f} MB")
    if size > LARGEST and quantised:
        raise SystemExit(f"more than {LARGEST} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what training wrote")
    parser.add_argument("start", type=Path, help="a folder with model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--plain", action="store_true", help="32-bit floats, to compare")
    asked = parser.parse_args()
    export(load(asked.folder, asked.start), asked.folder, asked.start, asked.out, quantised=not asked.plain)


if __name__ == "__main__":
    main()
