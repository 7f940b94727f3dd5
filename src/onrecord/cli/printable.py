"""Words of a report made safe to show: control, escape and format characters become visible placeholders.

A report is outside data. Written to a terminal as it is, it could move the cursor, set the title, hide a
line or turn the reading direction; here every such character is shown in place of being obeyed.
"""

from __future__ import annotations

import re

_KEPT = "\t\n"
# Emoji and what may stand behind one: between two of them a joiner (👩‍👩‍👧) makes one picture.
_EMOJI = "\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
# C0 and C1 controls, line and paragraph separators, surrogates of undecodable names, and every format character
# (Unicode category Cf): marks of direction, of no width, of joining, soft hyphens, byte order marks, tags.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    f"\U000e0000-\U000e0fff]|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"
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
