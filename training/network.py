"""The network: an encoder of the BERT family with one head for each thing that facts need.

The encoder is the six-layer MiniLM (Wang et al. 2020) of all-MiniLM-L6-v2, word embeddings frozen, with an embedding
of word shapes beside them. A word is the vector of its first piece; word 0 is [CLS], the root. Heads: one linear layer
for everything that is told of a word alone; a biaffine score for arcs (Dozat and Manning 2017); and pairs of vectors,
scored by a small perceptron over their sum, for relations, roles in an attribution and antecedents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.analyse.network.distances import BUCKETS
from onrecord.analyse.network.labels import ROLES, Labels
from onrecord.analyse.network.pieces import SHAPES

HIDDEN, FORWARD, ATTENTION, LAYERS, VOCABULARY, POSITIONS = 384, 1536, 12, 6, 30522, 512
ARC, PAIR = 192, 128


class Layer(nn.Module):
    """One layer of the encoder: vectors [B, P, HIDDEN] → the same; `mask` is False where nothing is attended to."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FORWARD)
        self.down = nn.Linear(FORWARD, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, ATTENTION, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """Pieces and shapes [B, P] → vectors [B, P, HIDDEN]."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.pieces.weight.requires_grad_(False)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.positions(places)[None] + self.shapes(shapes)))
        for layer in self.stack():
            x = layer(x, mask)
        out: Tensor = x
        return out

    def stack(self) -> Iterable[Layer]:
        """The layers, first to last."""
        return cast("Iterable[Layer]", self.layers)

    def start_from(self, path: Path) -> None:
        """Take the weights of a BERT checkpoint in safetensors; token types and pooler are folded in and left out."""
        stored = load_file(path)
        with torch.no_grad():
            self.pieces.weight.copy_(stored["embeddings.word_embeddings.weight"])
            kind = stored["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(stored["embeddings.position_embeddings.weight"] + kind)
            _copy(self.norm, stored, "embeddings.LayerNorm")
            for number, layer in enumerate(self.stack()):
                name = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    three = [stored[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                _copy(layer.out, stored, name + "attention.output.dense")
                _copy(layer.norm1, stored, name + "attention.output.LayerNorm")
                _copy(layer.up, stored, name + "intermediate.dense")
                _copy(layer.down, stored, name + "output.dense")
                _copy(layer.norm2, stored, name + "output.LayerNorm")


def _copy(module: nn.Module, stored: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).copy_(stored[f"{name}.{part}"])


class Pair(nn.Module):
    """What is told of two words: W·relu(a + b + d), d a vector for their distance where that counts."""

    def __init__(self, outputs: int, distances: int = 0) -> None:
        super().__init__()
        self.distance = nn.Embedding(distances, PAIR) if distances else None
        self.out = nn.Linear(PAIR, outputs)

    def forward(self, left: Tensor, right: Tensor, distance: Tensor | None = None) -> Tensor:
        x = left + right
        if self.distance is not None and distance is not None:
            x = x + self.distance(distance)
        out: Tensor = self.out(functional.relu(x))
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """The outputs for the words of windows, word 0 the root.

    `scores` [B, W, width] of each word as `Labels.layout` has them, `arcs` [B, W, W] (dependent, head), `pairs`
    [B, W, 6, PAIR].
    """

    scores: Tensor
    arcs: Tensor
    pairs: Tensor

    def float(self) -> Vectors:
        """The same in 32 bits, in which losses are summed."""
        return Vectors(scores=self.scores.float(), arcs=self.arcs.float(), pairs=self.pairs.float())


class Network(nn.Module):
    """Pieces, shapes [B, P], first pieces [B, W], mask of pieces [B, P] → `Vectors`."""

    def __init__(self, labels: Labels, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.words = nn.Linear(HIDDEN, labels.width())
        self.arc_dependent = nn.Linear(HIDDEN, ARC)
        self.arc_head = nn.Linear(HIDDEN, ARC)
        self.biaffine = nn.Linear(ARC, ARC)
        self.prior = nn.Linear(ARC, 1)
        self.pairs = nn.Linear(HIDDEN, 6 * PAIR)
        self.relation = Pair(len(labels.relations))
        self.role = Pair(len(ROLES), BUCKETS)
        self.antecedent = Pair(1, BUCKETS)
        self.drop = nn.Dropout(0.15)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None = None) -> Vectors:
        attended = None if mask is None else mask[:, None, None, :]
        x = self.encoder(pieces, shapes, attended)
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))
        x = self.drop(x)
        dependent = self.drop(functional.gelu(self.arc_dependent(x)))
        head = self.drop(functional.gelu(self.arc_head(x)))
        arcs = self.biaffine(dependent) @ head.transpose(1, 2) + self.prior(head).transpose(1, 2)
        pairs = self.pairs(x).unflatten(-1, (6, PAIR))
        return Vectors(scores=self.words(x), arcs=arcs, pairs=pairs)
