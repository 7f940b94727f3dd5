"""What a run takes of an earlier one, and which checkpoints it resumes. No test here trains: the rounds are none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from onrecord.analyse.network.engine import WEIGHTS
from tests.training import made
from tests.training.made import RUN, Fitted
from training.checkpoints import FROZEN, NAME
from training.export import load
from training.fit import Run, fit
from training.network import Network

STILL = Run(rounds=0, layers=1, seed=2)  # another seed: what is not taken differs


def same(found: Network, wanted: dict[str, Tensor], error: float = 0.0) -> bool:
    """Whether a network's state is this one, to a share of each tensor's largest value."""
    state = found.state_dict()
    return state.keys() == wanted.keys() and all(
        torch.allclose(state[name], value, rtol=0, atol=error * float(value.abs().max()))
        for name, value in wanted.items()
    )


def test_a_run_goes_on_from_a_checkpoint_with_the_word_embeddings_of_its_start(tiny: Fitted, tmp_path: Path) -> None:
    start = made.start(tmp_path, tiny.network)
    found = fit(tiny.corpora, tiny.pieces, start, tmp_path / "out", STILL, after=tiny.folder)
    assert same(found, tiny.network.state_dict())


def test_a_run_goes_on_from_the_files_exported_as_near_as_8_bits_tell(
    tiny: Fitted, files: Path, tmp_path: Path
) -> None:
    found = fit(tiny.corpora, tiny.pieces, None, tmp_path / "out", STILL, after=files)
    assert same(found, tiny.network.state_dict(), 0.02)
    start = made.start(tmp_path, tiny.network)
    found = fit(tiny.corpora, tiny.pieces, start, tmp_path / "other", STILL, after=files)
    assert same(found, tiny.network.state_dict(), 0.02)
    assert torch.equal(found.state_dict()[FROZEN], tiny.network.state_dict()[FROZEN])


def test_a_checkpoint_has_the_word_embeddings_of_the_files_beside_it(tiny: Fitted, files: Path, tmp_path: Path) -> None:
    both = Path(shutil.copytree(files, tmp_path / "both"))
    shutil.copy(tiny.folder / NAME, both)
    found = fit(tiny.corpora, tiny.pieces, None, tmp_path / "out", STILL, after=both)
    wanted = tiny.network.state_dict()
    assert same(found, wanted | {FROZEN: found.state_dict()[FROZEN]})
    assert same(found, wanted, 0.01)


def test_a_checkpoint_alone_is_not_gone_on_from_without_word_embeddings(tiny: Fitted, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"checkpoint\.pt: has no word embeddings; give --start"):
        fit(tiny.corpora, tiny.pieces, None, tmp_path / "out", STILL, after=tiny.folder)


def test_a_smaller_network_takes_the_first_layers_of_a_larger(tiny: Fitted, tmp_path: Path) -> None:
    large = made.earlier(tmp_path / "large", tiny.labels, 3)
    start = made.start(tmp_path, large)
    found = fit(tiny.corpora, tiny.pieces, start, tmp_path / "out", STILL, after=tmp_path / "large")
    above = ("encoder.layers.1.", "encoder.layers.2.")
    assert same(found, {name: value for name, value in large.state_dict().items() if not name.startswith(above)})


def test_a_larger_network_does_not_go_on_from_a_smaller(tiny: Fitted, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a network of 1 layers, too few for 2; give --layers 1"):
        fit(tiny.corpora, tiny.pieces, None, tmp_path / "out", replace(STILL, layers=2), after=tiny.folder)


def test_a_run_with_other_labels_is_not_gone_on_from(tiny: Fitted, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"labels\.json: other labels"):
        fit(tiny.corpora, tiny.pieces, None, tmp_path / "out", RUN, after=WEIGHTS)


def test_a_network_that_lacks_a_part_is_not_gone_on_from(tiny: Fitted, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(tiny.folder, tmp_path / "copy"))
    stored = torch.load(copy / NAME, weights_only=True)
    del stored["network"]["words.bias"]
    torch.save(stored, copy / NAME)
    start = made.start(tmp_path, tiny.network)
    with pytest.raises(RuntimeError, match=r"words\.bias"):
        fit(tiny.corpora, tiny.pieces, start, tmp_path / "out", STILL, after=copy)
    with pytest.raises(RuntimeError, match=r"words\.bias"):
        fit(tiny.corpora, tiny.pieces, None, copy, RUN)


def test_a_run_that_is_done_is_resumed_with_nothing_left_to_do(tiny: Fitted) -> None:
    assert same(fit(tiny.corpora, tiny.pieces, None, tiny.folder, RUN), tiny.network.state_dict())


@pytest.mark.parametrize("other", [{"rounds": 13}, {"seed": 2}, {"layers": 2}, {"rate": 0.5}, {"warm": 7}])
def test_a_run_of_other_settings_is_not_resumed(tiny: Fitted, other: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=rf"checkpoint\.pt: of a run with other {next(iter(other))} "):
        fit(tiny.corpora, tiny.pieces, None, tiny.folder, replace(RUN, **other))


def test_a_run_over_other_corpora_is_not_resumed_and_its_folder_stays_as_it_was(tiny: Fitted) -> None:
    before = {path.name: path.read_bytes() for path in tiny.folder.iterdir()}
    first, *others = tiny.corpora
    fewer, shorter = replace(first, passages=first.passages[:2]), replace(first, passes=12)
    for corpora in (tiny.corpora[:-1], [fewer, *others], [shorter, *others]):
        with pytest.raises(ValueError, match=r"checkpoint\.pt: of a run with other corpora "):
            fit(corpora, tiny.pieces, None, tiny.folder, RUN)
    assert {path.name: path.read_bytes() for path in tiny.folder.iterdir()} == before


def test_a_run_that_began_with_something_else_is_not_resumed(tiny: Fitted, tmp_path: Path) -> None:
    made.earlier(tmp_path / "first", tiny.labels, 1)
    start = made.start(tmp_path, tiny.network)
    with pytest.raises(ValueError, match=r"checkpoint\.pt: of a run with other start, after "):
        fit(tiny.corpora, tiny.pieces, start, tiny.folder, RUN, after=tmp_path / "first")


def test_a_checkpoint_that_does_not_say_of_which_run_it_is_is_loaded_but_not_resumed(
    tiny: Fitted, tmp_path: Path
) -> None:
    old = made.earlier(tmp_path / "old", tiny.labels, 1)
    start = made.start(tmp_path, old)
    with pytest.raises(ValueError, match=r"checkpoint\.pt: does not say of which run it is; .*--after"):
        fit(tiny.corpora, tiny.pieces, None, tmp_path / "old", RUN)
    assert same(load(tmp_path / "old", tmp_path), old.state_dict())
    assert same(
        fit(tiny.corpora, tiny.pieces, start, tmp_path / "out", STILL, after=tmp_path / "old"), old.state_dict()
    )
