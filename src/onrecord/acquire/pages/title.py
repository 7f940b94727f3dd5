"""The title of a page's report, out of the four places where pages give one.

In: the headings, the headline of the description, the title for sharing, the title of the window.
Out: the heading that the others bear out; the described headline where the
window agrees with it, and nothing with the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"\s[|\-–—•·:]\s|\s[|»›]|\s-\s")
_FEWEST = 3  # words of a heading that is a headline on its own word


def page_title(headings: Sequence[str], described: str | None, shared: str | None, window: str | None) -> str | None:
    """The title, or None where no place gives one."""
    others = [words for words in (described, shared, window) if words]
    heading = next((words for words in headings if any(agreeing(words, other) for other in others)), None)
    if heading is None:
        heading = next((words for words in headings if len(words.split()) >= _FEWEST), None)
    borne_out = heading and any(agreeing(heading, other) for other in (shared, window) if other)
    if described and window and _opens(described, window) and not borne_out:
        return described
    if heading:
        return heading
    return described or (_bare(shared) if shared else None) or (_bare(window) if window else None)


def agreeing(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks and an outlet's name at the end."""
    return _opens(one, other) or _opens(other, one)


def _opens(short: str, long: str) -> bool:
    """Whether the words of the first open the second."""
    words, within = _folded(short), _folded(long)
    return bool(words) and within[: len(words)] == words


def _bare(window: str) -> str:
    """A window's title without the outlet's name, which follows the last bar or dash."""
    parts = _SEPARATOR.split(window)
    return window if len(parts) == 1 else window[: window.rindex(parts[-1])].rstrip(" |-–—•·:»›") or window


def _folded(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())
