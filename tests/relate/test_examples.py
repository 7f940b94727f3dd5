"""The two versions of one report in `examples/`, read and compared as the program does."""

from __future__ import annotations

from pathlib import Path

import onrecord
from onrecord.model import Report
from onrecord.relate import changes

FERRY = Path(__file__).parents[2] / "examples" / "citations" / "reports" / "ferry.jsonl"


def test_the_toll_and_the_denial_of_the_later_version_are_told() -> None:
    old, new = (report for report in onrecord.read_all(FERRY) if isinstance(report, Report))
    found = changes(old, new)
    said = [{field.name: (field.before, field.after) for field in change.fields} for change in found]
    assert {change.kind for change in found if change.fact != "event"} == {"changed"}
    assert [change.new_span and change.new_span.exact for change in found if change.kind == "appeared"] == ["missed"]
    assert [one["value"] for one in said if "value" in one] == [("112", "118"), ("14", "17")]
    assert [one["polarity"] for one in said if "polarity" in one] == [("said", "denied")]
    assert changes(old, old) == changes(new, new) == []
