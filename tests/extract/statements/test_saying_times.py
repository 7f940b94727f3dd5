"""When something was said is the time beside the saying, not one in what was said."""

from __future__ import annotations

import pytest

from tests.extract.statements.reading import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor said on Monday that the quay was closed.", "2031-05-05"),
        ("The mayor said Monday in Osk that the quay was closed.", "2031-05-05"),
        ("The ministry said in a statement on 4 May that the quay was closed.", "2031-05-04"),
        ("In a statement on 4 May, the ministry said the quay was closed.", "2031-05-04"),
        ("In a speech to the council on Monday, the mayor said the quay was closed.", "2031-05-05"),
        ("Ana Ruiz told a news conference late on Tuesday that the quay was closed.", "2031-05-06"),
        ("The mayor said the quay was closed on Monday.", None),
        ("In the fire on Monday the quay was lost, the mayor said.", None),
    ],
)
def test_a_saying_is_dated_by_the_words_beside_it(text: str, value: str | None) -> None:
    report = read(text)
    (one,) = report.statements
    times = {time.id: time.value for time in report.times}
    assert (times[one.time] if one.time else None) == value
