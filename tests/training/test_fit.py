"""Training, tiny, from passages to the files that the engine reads: our own sentences, one layer, a start at random."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import save_file

from onrecord.analyse.network.engine import WEIGHTS, Engine
from onrecord.analyse.network.labels import Labels
from onrecord.analyse.network.pieces import Pieces
from tests.training import made
from training.batches import collate, sample
from training.corpora import Corpus
from training.export import export, load
from training.fit import FROZEN, Run, fit, inventory
from training.network import Network, Vectors
from training.passages import Passage, Trees

RUN = Run(rounds=12, layers=1, warm=6)


class Fitted(NamedTuple):
    network: Network
    folder: Path
    corpora: list[Corpus]
    labels: Labels
    pieces: Pieces

    def treed(self) -> tuple[Passage, Trees]:
        """A passage that it was shown, with its trees."""
        passage = self.corpora[0].passages[0]
        assert passage.trees is not None
        return passage, passage.trees

    def vectors(self, passage: Passage) -> Vectors:
        """What the network says of a passage, without dropout."""
        batch = collate([sample(passage, 0, len(passage.words), self.pieces, None)])
        with torch.no_grad():
            out: Vectors = self.network.eval()(batch.pieces, batch.shapes, batch.first, batch.mask)
        return out

    def told(self, passage: Passage, head: str) -> list[str]:
        """The likeliest labels of the words."""
        scores = self.vectors(passage).scores[0, 1:, self.labels.layout()[head]]
        return [getattr(self.labels, head)[at] for at in scores.argmax(1)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    """A network of one layer, fitted to a dozen sentences, by one thread: it adds in one order."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("training")
    corpora, pieces = made.corpora(folder), Pieces(WEIGHTS / "tokenizer.json")
    return Fitted(fit(corpora, pieces, None, folder, RUN), folder, corpora, inventory(corpora), pieces)


def test_a_tiny_run_learns_what_it_was_shown(tiny: Fitted) -> None:
    passage, trees = tiny.treed()
    assert tiny.told(passage, "upos") == trees.upos
    heads = tiny.vectors(passage).arcs[0, 1:].argmax(1) - 1
    right = sum(told == head for told, head in zip(heads.tolist(), trees.heads, strict=True))
    assert right > len(trees.heads) / 2  # one in fifteen by chance
    named = tiny.corpora[3].passages[0]
    assert tiny.told(named, "names") == named.names
    cues = tiny.vectors(made.statements()).scores[0, 1:, tiny.labels.layout()["cue"]].argmax(1).tolist()
    assert [at for at, tag in enumerate(cues) if tag] == [2, 10]


def test_a_run_that_is_resumed_gives_the_weights_of_one_that_was_not(tiny: Fitted, tmp_path: Path) -> None:
    run = Run(rounds=2, layers=1)
    whole = fit(tiny.corpora, tiny.pieces, None, tmp_path / "whole", run)
    fit(tiny.corpora, tiny.pieces, None, tmp_path / "parts", run, stop_after=1)
    resumed = fit(tiny.corpora, tiny.pieces, None, tmp_path / "parts", run)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_a_run_goes_on_from_an_earlier_one_and_from_the_files_exported(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path / "files")
    still = Run(rounds=1, layers=1, rate=0.0)
    for earlier, error in ((tiny.folder, 1e-6), (tmp_path / "files", 0.02)):
        went_on = fit(tiny.corpora, tiny.pieces, None, tmp_path / earlier.name, still, after=earlier)
        for name, value in tiny.network.state_dict().items():
            if name != FROZEN or earlier != tiny.folder:
                assert torch.allclose(value, went_on.state_dict()[name], atol=error * float(value.abs().max())), name


def test_a_run_with_other_labels_is_not_gone_on_from(tiny: Fitted, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"labels\.json: other labels"):
        fit(tiny.corpora, tiny.pieces, None, tmp_path, RUN, after=WEIGHTS)


def test_a_checkpoint_and_its_start_give_the_network_back(tiny: Fitted, tmp_path: Path) -> None:
    encoder = tiny.network.encoder
    stored = {"embeddings.word_embeddings.weight": encoder.pieces.weight.detach()}
    stored["embeddings.token_type_embeddings.weight"] = torch.ones(2, 384)
    stored["embeddings.position_embeddings.weight"] = torch.zeros(512, 384)
    parts = {"attention.self.query": 384, "attention.self.key": 384, "attention.self.value": 384}
    parts |= {"attention.output.dense": 384, "attention.output.LayerNorm": 0, "output.LayerNorm": 0}
    for name, width in {
        **{f"encoder.layer.0.{part}": w for part, w in parts.items()},
        "embeddings.LayerNorm": 0,
    }.items():
        stored[f"{name}.weight"] = torch.zeros(384, width) if width else torch.zeros(384)
        stored[f"{name}.bias"] = torch.zeros(384)
    stored["encoder.layer.0.intermediate.dense.weight"] = torch.zeros(1536, 384)
    stored["encoder.layer.0.intermediate.dense.bias"] = torch.zeros(1536)
    stored["encoder.layer.0.output.dense.weight"] = torch.zeros(384, 1536)
    stored["encoder.layer.0.output.dense.bias"] = torch.zeros(384)
    save_file(stored, tmp_path / "model.safetensors")
    for name, value in load(tiny.folder, tmp_path).state_dict().items():
        assert torch.equal(value, tiny.network.state_dict()[name]), name


def test_the_word_embeddings_come_from_what_ships_where_the_start_is_gone(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path)
    wanted = tiny.network.state_dict()[FROZEN]
    assert torch.allclose(
        load(tiny.folder, tmp_path).state_dict()[FROZEN], wanted, atol=0.01 * float(wanted.abs().max())
    )


def test_the_files_exported_give_what_the_network_gives(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path, quantised=False)
    passage, _ = tiny.treed()
    window = sample(passage, 0, len(passage.words), tiny.pieces, None).window
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    given = {"pieces": window.pieces[None], "shapes": window.shapes[None], "first": window.first[None]}
    out = tiny.vectors(passage)
    for found, wanted in zip(session.run(None, given), (out.scores, out.arcs, out.pairs.flatten(2)), strict=True):
        np.testing.assert_allclose(found, wanted[0].numpy(), atol=1e-3)


def test_the_engine_reads_what_the_network_has_learned_from_the_quantised_files(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path)
    passage, trees = tiny.treed()
    reading = Engine(tmp_path).read(passage.words, passage.begins, (), passage.begins)
    assert reading.upos == trees.upos
    assert reading.begins == passage.begins
    assert reading.relations[:2] == trees.relations[:2]
