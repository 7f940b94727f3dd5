"""Tokens → syntactic words, as Universal Dependencies cuts English: inside a token, never across two.

"don't" is "do" "n't", "ruling-party" is "ruling" "-" "party", "cannot" is "can" "not"; an address of the web,
a number and an abbreviation stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import Token
from onrecord.model.ids import Offsets

_WHOLE = re.compile(r"https?:/|[@#]|\d[\d.,:]*$")
_CUT = re.compile(
    r"""
    (?<=[^\W\d_])(?=n['’]t$)                     # do|n't
  | (?<=[^\W_])(?=['’](?:s|re|ve|ll|d|m)$)       # we|'ll
  | (?<=^can)(?=not$)
  | (?<=[^\W_.])(?=[-‐‑]) | (?<=\.)(?=[-‐‑]) | (?<=[-‐‑])(?=\w)  # ruling|-|party, U.S.|-|led
    """,
    re.VERBOSE | re.IGNORECASE,
)


def words(text: str, tokens: Iterable[Token]) -> list[Offsets]:
    """The offsets of the words of those tokens, in order."""
    found: list[Offsets] = []
    for token in tokens:
        if token.end - token.start < 3:
            found.append((token.start, token.end))
            continue
        word = text[token.start : token.end]
        if (word.isalpha() and word.lower() != "cannot") or _WHOLE.match(word):
            found.append((token.start, token.end))
            continue
        start = token.start
        for cut in _CUT.finditer(word):
            found.append((start, token.start + cut.start()))
            start = token.start + cut.start()
        found.append((start, token.end))
    return found
