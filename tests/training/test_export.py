"""From a checkpoint to the files that the engine reads, and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from onrecord.analyse.network.engine import WEIGHTS, Engine
from tests.training import made
from tests.training.made import Fitted
from training.batches import sample
from training.checkpoints import FROZEN
from training.export import export, load
from training.shipped import network_state


def test_a_checkpoint_and_its_start_give_the_network_back(tiny: Fitted, tmp_path: Path) -> None:
    made.start(tmp_path, tiny.network)
    for name, value in load(tiny.folder, tmp_path).state_dict().items():
        assert torch.equal(value, tiny.network.state_dict()[name]), name


def test_the_word_embeddings_come_from_what_ships_where_the_start_is_gone(tiny: Fitted, files: Path) -> None:
    wanted = tiny.network.state_dict()[FROZEN]
    assert torch.allclose(load(tiny.folder, files).state_dict()[FROZEN], wanted, atol=0.01 * float(wanted.abs().max()))


def test_the_files_exported_give_what_the_network_gives(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path, quantised=False)
    passage, _ = tiny.treed()
    window = sample(passage, 0, len(passage.words), tiny.pieces, None).window
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    given = {"pieces": window.pieces[None], "shapes": window.shapes[None], "first": window.first[None]}
    out = tiny.vectors(passage)
    for found, wanted in zip(session.run(None, given), (out.scores, out.arcs, out.pairs.flatten(2)), strict=True):
        np.testing.assert_allclose(found, wanted[0].numpy(), atol=1e-3)


def test_the_engine_reads_what_the_network_has_learned_from_the_quantised_files(tiny: Fitted, files: Path) -> None:
    passage, trees = tiny.treed()
    reading = Engine(files).read(passage.words, passage.begins, (), passage.begins)
    assert reading.upos == trees.upos
    assert reading.begins == passage.begins
    assert reading.relations[:2] == trees.relations[:2]


def test_files_are_exported_over_those_that_the_run_started_from(tiny: Fitted, files: Path, tmp_path: Path) -> None:
    same = Path(shutil.copytree(files, tmp_path / "same"))
    (same / "model.onnx").write_text("the one before")
    export(tiny.network, same, same, same)
    for name in ("labels.json", "model.onnx", "tokenizer.json"):
        assert (same / name).read_bytes() == (files / name).read_bytes(), name


def test_an_export_that_fails_leaves_the_folder_as_it_was(tiny: Fitted, tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_text("the one before")
    with pytest.raises(FileNotFoundError, match=r"tokenizer\.json"):
        export(tiny.network, tiny.folder, tiny.folder, tmp_path, quantised=False)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["the one before"]


def test_a_graph_of_32_bits_is_not_read_back(tiny: Fitted, tmp_path: Path) -> None:
    export(tiny.network, tiny.folder, WEIGHTS, tmp_path, quantised=False)
    with pytest.raises(ValueError, match=r"model\.onnx: weights of 32 bits, as training.export --plain"):
        network_state(tmp_path)


def test_a_graph_of_another_kind_is_not_read_back(tmp_path: Path) -> None:
    value = onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])
    graph = onnx.helper.make_graph([], "other", [value], [value])
    onnx.save(onnx.helper.make_model(graph), str(tmp_path / "model.onnx"))
    with pytest.raises(ValueError, match=r"model\.onnx: no graph that training.export wrote"):
        network_state(tmp_path)
