"""Charts of lines obey the schema of Vega-Lite.

`vega-lite-v6.schema.json.gz` is Vega-Lite's own (https://vega.github.io/schema/vega-lite/v6.json), without its
descriptions. Copyright (c) 2015, University of Washington Interactive Data Lab, BSD-3-Clause.
"""

from __future__ import annotations

import copy
import gzip
import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from onrecord.relate.charts import SCHEMA, vega_lite
from onrecord.relate.series import series
from onrecord.relate.tellings import tellings
from tests.relate.several import several

PACKED = Path(__file__).with_name("vega-lite-v6.schema.json.gz")
STORY = """
== 2031-05-02 outlet=Courier url=https://courier.example/1 incident=flood
At least 12 people were killed when the river burst its banks in Port Lorn on Thursday, police said. Five are missing.
== 2031-05-03 outlet=Courier url=https://courier.example/2 incident=flood
Between 15 and 18 people were killed in the flood in Port Lorn, police said.
== 2031-05-04
More than 1,400 people have been killed in Sarvia since March 3, the ministry said.
== 2031-05-05
In the past 24 hours 17 people were killed in Sarvia, the ministry said.
"""


@pytest.fixture(scope="module")
def vega() -> Draft7Validator:
    """What holds a spec against the schema."""
    return Draft7Validator(json.loads(gzip.decompress(PACKED.read_bytes())))


def test_a_chart_of_every_kind_of_line_is_valid(vega: Draft7Validator) -> None:
    found = several(STORY)
    lines = series([one for report in found.reports for one in tellings(report)], incidents=found.incidents)
    spec = vega_lite(lines)
    assert {line.subject.kind for line in lines} >= {"incident", "cumulative", "period"}
    assert list(vega.iter_errors(spec)) == []
    assert spec["$schema"] == SCHEMA
    (bounded,) = (row for panel in spec["vconcat"] for row in panel["data"]["values"] if row["bound"] == "between")
    assert (bounded["low"], bounded["high"]) == (15, 18)
    wrong = copy.deepcopy(spec)
    wrong["vconcat"][0]["layer"][-1]["mark"]["type"] = "spot"
    assert list(vega.iter_errors(wrong))


def test_a_chart_of_nothing_is_valid(vega: Draft7Validator) -> None:
    assert list(vega.iter_errors(vega_lite([]))) == []
