"""The network that the tests of fitting, of checkpoints and of export share, and its files: made once."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from onrecord.analyse.network.engine import WEIGHTS
from onrecord.analyse.network.pieces import Pieces
from tests.training import made
from tests.training.made import RUN, Fitted
from training.export import export
from training.fit import fit, inventory


@pytest.fixture(scope="package")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    """A network of one layer, fitted to a dozen sentences, by one thread: it adds in one order."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("training")
    corpora, pieces = made.corpora(folder), Pieces(WEIGHTS / "tokenizer.json")
    return Fitted(fit(corpora, pieces, None, folder, RUN), folder, corpora, inventory(corpora), pieces)


@pytest.fixture(scope="package")
def files(tiny: Fitted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the network is exported to; a test that writes copies them first."""
    folder = tmp_path_factory.mktemp("exported") / "files"
    export(tiny.network, tiny.folder, WEIGHTS, folder)
    return folder
