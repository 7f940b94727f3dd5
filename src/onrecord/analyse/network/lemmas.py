"""Word ↔ lemma by edit scripts, after Straka (UDPipe 2, 2018): what to cut, what to add, in which case.

A script is "case|cut|added": `case` is "l" (lower the word first) or "k" (keep it); `cut` characters leave the end,
`added` follow. "=be" replaces the whole word.
"""

from __future__ import annotations


def script(word: str, lemma: str) -> str:
    """The script that makes the lemma out of the word."""
    best = f"={lemma}"
    for case, base in (("l", word.lower()), ("k", word)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and len(base) - common <= 5:
            return f"{case}|{len(base) - common}|{lemma[common:]}"
    return best


def apply(rule: str, word: str) -> str:
    """The lemma that a script makes out of a word; the word in lower case where it does not fit."""
    if rule.startswith("="):
        return rule[1:]
    case, cut, added = rule.split("|", 2)
    base = word.lower() if case == "l" else word
    count = int(cut)
    if count >= len(base) and count:
        return word.lower()
    return base[: len(base) - count] + added
