"""Words compared without regard to case, marks and white space: titles, captions, names of reporters.

In: words as they stand. Out: the same in lower case, one blank between them.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def folded(words: str) -> str:
    """ "The bridge, again!" as "the bridge again"."""
    return " ".join(_WORD.findall(words.casefold()))
