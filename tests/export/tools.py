"""Annotation tools as far as their files go: a person opens what was exported, edits spans, and exports again.

Each tool changes what the real one changes on the way: Label Studio hangs numbers on ids and wraps results in
annotations, doccano gives ids of its own and counts code units, Prodigy adds hashes and an answer.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any


class Tool(ABC):
    """One open file of one tool; words are found at their first place in a document's text."""

    name: str

    def __init__(self, exported: bytes) -> None:
        self.documents = self.read(exported.decode())

    def read(self, exported: str) -> list[dict[str, Any]]:
        """The documents of a file that was imported."""
        return [json.loads(line) for line in exported.split("\n") if line]

    def file(self) -> bytes:
        """The file that the tool exports."""
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in self.documents).encode()

    def lines(self) -> Iterable[bytes]:
        """The lines of that file."""
        return self.file().splitlines(keepends=True)

    def place(self, number: int, words: str) -> tuple[int, int]:
        """Where words stand, in what the tool counts."""
        start = self.text(number).index(words)
        return start, start + len(words)

    def text(self, number: int) -> str:
        """The text of a document."""
        return str(self.documents[number]["text"])

    @abstractmethod
    def spans(self, number: int) -> list[dict[str, Any]]:
        """The spans of a document, to change in place."""

    @abstractmethod
    def find(self, number: int, label: str, words: str) -> dict[str, Any]:
        """The first span with a label on the words."""

    @abstractmethod
    def remove(self, number: int, label: str, words: str) -> None:
        """Take that span away."""

    @abstractmethod
    def move(self, number: int, label: str, words: str, to: str) -> None:
        """Put that span on other words."""

    @abstractmethod
    def rename(self, number: int, label: str, words: str, to: str) -> None:
        """Give that span another label."""

    @abstractmethod
    def add(self, number: int, label: str, words: str) -> Any:
        """Mark words; the id of the new span."""


class LabelStudio(Tool):
    """Label Studio 1.8 and later: code points, all tasks in one line of JSON."""

    name = "label-studio"

    def read(self, exported: str) -> list[dict[str, Any]]:
        documents: list[dict[str, Any]] = json.loads(exported)
        for number, each in enumerate(documents):
            results = json.loads(json.dumps(each["predictions"][0]["result"]))
            for result in results:
                for name in {"id", "from_id", "to_id"} & set(result):
                    result[name] += f"#{number}x"
            each |= {"id": number, "annotations": [{"id": number, "was_cancelled": False, "result": results}]}
        return documents

    def file(self) -> bytes:
        return json.dumps(self.documents, ensure_ascii=False).encode()

    def text(self, number: int) -> str:
        return str(self.documents[number]["data"]["text"])

    def spans(self, number: int) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = self.documents[number]["annotations"][0]["result"]
        return results

    def find(self, number: int, label: str, words: str) -> dict[str, Any]:
        regions = (each for each in self.spans(number) if each["type"] == "labels")
        return next(each for each in regions if each["value"]["labels"] == [label] and each["value"]["text"] == words)

    def remove(self, number: int, label: str, words: str) -> None:
        gone = self.find(number, label, words)["id"]
        self.spans(number)[:] = [
            each for each in self.spans(number) if gone not in (each.get("id"), each.get("from_id"), each.get("to_id"))
        ]

    def move(self, number: int, label: str, words: str, to: str) -> None:
        start, end = self.place(number, to)
        self.find(number, label, words)["value"] |= {"start": start, "end": end, "text": to}

    def rename(self, number: int, label: str, words: str, to: str) -> None:
        self.find(number, label, words)["value"]["labels"] = [to]

    def add(self, number: int, label: str, words: str) -> str:
        start, end = self.place(number, words)
        value = {"start": start, "end": end, "text": words, "labels": [label]}
        own = f"Ab{len(self.spans(number))}"
        control = {"from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}
        self.spans(number).append({"id": own, **control, "value": value})
        return own


class Doccano(Tool):
    """doccano 1.8: code units, and ids of its own database."""

    name = "doccano"

    def read(self, exported: str) -> list[dict[str, Any]]:
        documents = super().read(exported)
        for number, each in enumerate(documents):
            for entity in each["entities"]:
                entity["id"] += 1000
            for relation in each["relations"]:
                for end in ("from_id", "to_id"):
                    relation[end] += 1000
            each |= {"id": number, "Comments": []}
        return documents

    def place(self, number: int, words: str) -> tuple[int, int]:
        start, end = super().place(number, words)
        text = self.text(number)
        return len(text[:start].encode("utf-16-le")) // 2, len(text[:end].encode("utf-16-le")) // 2

    def spans(self, number: int) -> list[dict[str, Any]]:
        entities: list[dict[str, Any]] = self.documents[number]["entities"]
        return entities

    def find(self, number: int, label: str, words: str) -> dict[str, Any]:
        place = self.place(number, words)
        found = (each for each in self.spans(number) if each["label"] == label)
        return next(each for each in found if (each["start_offset"], each["end_offset"]) == place)

    def remove(self, number: int, label: str, words: str) -> None:
        gone = self.find(number, label, words)
        self.spans(number).remove(gone)
        document = self.documents[number]
        document["relations"] = [
            each for each in document["relations"] if gone["id"] not in (each["from_id"], each["to_id"])
        ]

    def move(self, number: int, label: str, words: str, to: str) -> None:
        """There a span cannot be moved: it is taken away, with its relations, and marked anew."""
        self.remove(number, label, words)
        self.add(number, label, to)

    def rename(self, number: int, label: str, words: str, to: str) -> None:
        self.find(number, label, words)["label"] = to

    def add(self, number: int, label: str, words: str) -> int:
        start, end = self.place(number, words)
        own = 5000 + len(self.spans(number))
        self.spans(number).append({"id": own, "label": label, "start_offset": start, "end_offset": end})
        return own


class Prodigy(Tool):
    """Prodigy 1.11 and later."""

    name = "prodigy"

    def read(self, exported: str) -> list[dict[str, Any]]:
        documents = super().read(exported)
        for each in documents:
            each |= {"_input_hash": 1, "_task_hash": -2, "_view_id": "spans_manual", "answer": "accept"}
        return documents

    def spans(self, number: int) -> list[dict[str, Any]]:
        spans: list[dict[str, Any]] = self.documents[number]["spans"]
        return spans

    def find(self, number: int, label: str, words: str) -> dict[str, Any]:
        found = (each for each in self.spans(number) if each["label"] == label)
        return next(each for each in found if (each["start"], each["end"]) == self.place(number, words))

    def remove(self, number: int, label: str, words: str) -> None:
        self.spans(number).remove(self.find(number, label, words))

    def move(self, number: int, label: str, words: str, to: str) -> None:
        self.remove(number, label, words)
        self.add(number, label, to)

    def rename(self, number: int, label: str, words: str, to: str) -> None:
        self.find(number, label, words)["label"] = to

    def add(self, number: int, label: str, words: str) -> None:
        start, end = self.place(number, words)
        self.spans(number).append({"start": start, "end": end, "label": label})


TOOLS: tuple[type[Tool], ...] = (LabelStudio, Doccano, Prodigy)
