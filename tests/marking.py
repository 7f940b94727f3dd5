"""The marked cases of `docs/records/`: a page that is documentation, specification and test in one.

A case is a fenced block whose info string starts with `case`; options follow as `name=value`:

    ```case published=2031-05-02
    {source|Ana Ruiz} {cue|said} {content|the bridge was closed}.
    ---
    polarity: said
    ```

`{label|words}` marks words in place and may be nested; `\\{` is a brace. Lines after `---` say what else
is expected, as `name: value`. The heading above a case is its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECORDS = Path(__file__).parent.parent / "docs" / "records"
_FENCE = re.compile(r"^```case(?P<options>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_OPENING = re.compile(r"\{([^{}|\s]+)\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words marked in place: code points `start` to `end` of the case's text."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One marked case: its text without the marks, the marks in order, what else is expected."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    expected: dict[str, str]
    options: dict[str, str]

    def words(self, label: str) -> list[str]:
        """The words under each mark of that label."""
        return [self.text[mark.start : mark.end] for mark in self.marks if mark.label == label]


def cases(page: str) -> Iterator[Case]:
    """The cases of a page of docs/records, in order."""
    text = (RECORDS / page).read_text(encoding="utf-8")
    for number, found in enumerate(_FENCE.finditer(text), start=1):
        headings = _HEADING.findall(text, 0, found.start())
        marked, _, expectations = found["body"].partition("\n---\n")
        plain, marks = unmark(marked.rstrip("\n"))
        yield Case(
            name=f"{number}: {headings[-1]}",
            text=plain,
            marks=marks,
            expected=_pairs(expectations.splitlines(), ":"),
            options=_pairs(found["options"].split(), "="),
        )


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks; ValueError where a mark is not closed."""
    plain: list[str] = []
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(marked):
        opening = _OPENING.match(marked, at)
        if marked.startswith("\\{", at) or marked.startswith("\\}", at):
            plain.append(marked[at + 1])
            at += 2
        elif opening:
            open_marks.append((opening[1], len(plain)))
            at = opening.end()
        elif marked[at] == "}" and open_marks:
            label, start = open_marks.pop()
            marks.append(Mark(label=label, start=start, end=len(plain)))
            at += 1
        else:
            plain.append(marked[at])
            at += 1
    if open_marks:
        raise ValueError(f"mark {open_marks[-1][0]!r} is not closed in: {marked}")
    return "".join(plain), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _pairs(lines: list[str], separator: str) -> dict[str, str]:
    pairs = (line.partition(separator) for line in lines if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}
