"""Words of a report made safe to show: control, escape and override characters become visible placeholders.

A report is outside data. Written to a terminal as it is, it could move the cursor, set the title, hide a
line or turn the reading direction; here every such character is shown in place of being obeyed.
"""

from __future__ import annotations

import re

_KEPT = "\t\n"
# C0 and C1 controls, line separators, bidirectional embeddings, overrides and isolates, deprecated format
# characters, a byte order mark inside a text, annotation anchors, tags, and surrogates of undecodable names.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)


def printable(words: str) -> str:
    """Words for one line: nothing in them moves a cursor or breaks the line."""
    return UNSAFE.sub(lambda found: _shown(found[0]), words)


def printable_lines(words: str) -> str:
    """Words for several lines: line breaks and tabs are kept, everything else as in `printable`."""
    words = words.replace("\r\n", "\n")
    return UNSAFE.sub(lambda found: found[0] if found[0] in _KEPT else _shown(found[0]), words)


def escaped_json(line: str) -> str:
    """The same JSON, with those characters written as escapes: for a terminal."""
    return UNSAFE.sub(lambda found: _escape(ord(found[0])), line)


def plural(count: int, singular: str) -> str:
    """1 figure, 2 figures."""
    return f"{count:,} {singular}{'' if count == 1 else 's'}"


def _shown(character: str) -> str:
    """Unicode's picture of a control character (␛), else its code point (⟨U+202E⟩)."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
