"""The room in a real browser: every page, by keyboard, on a phone, in the dark; nothing of a report does anything."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from onrecord import codec
from onrecord.model import Block, Report, Span
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.record import open_record
from onrecord.store import Entry
from tests import synthetic
from tests.serve.browser import Served, Watched
from tests.serve.conftest import sighting

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def looking(browser: Browser, address: str, **more: Any) -> Iterator[Watched]:
    """Somebody at a screen."""
    context = browser.new_context(**{"viewport": DESK, **more})
    context.set_default_timeout(10_000)
    try:
        yield Watched(context.new_page(), address)
    finally:
        context.close()


@pytest.fixture(scope="module")
def room(examples: Path, served: Served) -> str:
    """The room of the examples."""
    return served(examples)


@pytest.fixture(scope="module")
def flood(examples: Path) -> str:
    """The id of the report on the flood."""
    with open_record(examples, write=False) as record:
        return sighting(record, "flood")


HOSTILE = """<script>alert('title')</script>

"<img src=x onerror=alert(1)> is closed," said <b onclick=alert(2)>Ana Ruiz</b>, the mayor of Oranto.

At least 19 people were killed in Oranto on Sunday, said Bo \u202edniL <style>*{display:none}</style>.

'"><svg/onload=alert(3)> {{ 7*7 }} {% include "x" %} javascript:alert(4) <a href="javascript:alert(5)">x</a>

The mayor said: "</script><iframe srcdoc='<script>parent.alert(6)</script>'></iframe> Nobody \u2066was\u0007 warned."
"""


RIGHT = "נשרף בית\n\nשלושה אנשים נהרגו, אמר ראש העיר.\n"
FIRE = "Fire in Varenna\n\n{} people were killed in the fire in Varenna on Sunday, firefighters said."


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A room on odd reports: where its record is, its address, and the sightings."""

    place: Path
    address: str
    hostile: list[str]
    long: str
    right: str


@pytest.fixture(scope="module")
def odd(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Odd:
    """Reports that would like to do something, one of a single line, one from the right, three on one fire."""
    folder = tmp_path_factory.mktemp("odd")
    hostile = [
        {"id": "<b>key</b>", "title": "<i onmouseover=alert(7)>T</i>\u202e", "outlet": '"><script>alert(8)</script>'},
        {"id": "two", "url": "javascript:alert(9)"},
        {"id": "three", "url": "https://x.test/\"onmouseover=alert(10) '<b>"},
    ]
    rows = [each | {"text": f"{HOSTILE}\n\nReport {number}."} for number, each in enumerate(hostile)]
    rows.append({"id": "right", "text": RIGHT})
    lines = [dumps({"published": "2031-05-02", **row}) for row in rows]
    for day, count in ((5, "Six"), (6, "Nine"), (8, "Eleven")):
        lines.append(dumps({"id": f"fire-{day}", "published": f"2031-05-0{day}", "text": FIRE.format(count)}))
    (folder / "odd.jsonl").write_text("\n".join(lines) + "\n")
    with open_record(folder / "odd.db") as record:
        assert record.add([folder / "odd.jsonl"]).failed == 0
        names = {one.seen.key: one.seen.sighting for one in record.arrivals()}
        long = one_line(5_000_000)
        record.store.write([Entry(payload=long.text.encode(), report=long)], "2031-05-03T10:00:00Z")
    return Odd(
        place=folder / "odd.db",
        address=served(folder / "odd.db", "--review", "--by", "<b>Ana</b>"),
        hostile=[names[str(each["id"])] for each in hostile],
        long=long.sighting,
        right=names["right"],
    )


def one_line(length: int) -> Report:
    """A report of one line, with nothing in it."""
    text = ("word " * (length // 5 + 1))[:length]
    block = Block(span=Span(start=0, end=length, exact=text), kind="paragraph", repeats=None)
    whole = synthetic.report(key="long.txt", text=synthetic.TEXT)
    digest = sha256(text)
    nothing: Any = dict.fromkeys(("entities", "times", "statements", "figures", "events", "warnings"), ())
    own: Any = {"id": report_id(digest), "sighting": sighting_id(report_id(digest), "long.txt", "2031-05-02")}
    hashes: Any = {"text_sha256": digest, "bytes_sha256": digest}
    return codec.seal(dataclasses.replace(whole, text=text, blocks=(block,), **nothing, **own, **hashes))


@pytest.mark.parametrize(("screen", "scheme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "light")])
def test_every_page_is_usable_by_everybody(browser: Browser, room: str, flood: str, screen: Any, scheme: Any) -> None:
    pages = ["/", "/search?words=river", "/search?kind=statement&limit=5", "/new", f"/report/{flood}", "/figures"]
    pages += ["/figures?outcome=killed", f"/compare?reports={flood}", "/speaker?name=Rosa+Denholm", "/reviews", "/read"]
    pages += ["/api", "/nowhere", "/incidents", f"/incident/{flood}"]
    with looking(browser, room, viewport=screen, color_scheme=scheme) as seen:
        for path in pages:
            page = seen.go(path)
            assert (path, seen.violations()) == (path, [])
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, screen["width"])
        complaints = [one for one in seen.complaints if "404" not in one]
        assert (complaints, seen.elsewhere) == ([], [])


def test_a_report_is_gone_through_by_keys(browser: Browser, room: str, flood: str) -> None:
    with looking(browser, room) as seen:
        page = seen.go(f"/report/{flood}")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.evaluate("document.querySelectorAll('.note.statement, .note.figure')[1].dataset.fact")
        assert page.evaluate("document.activeElement.closest('[data-fact]').dataset.fact") == second
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        first = page.evaluate("document.querySelectorAll('.note.statement, .note.figure')[0].dataset.fact")
        assert page.url.endswith(f"#{first}")
        assert page.locator(f"a.m[id='{first}']").evaluate("each => each.matches(':target')")
        described = page.locator("a.m").first.get_attribute("aria-describedby")
        assert page.locator(f"[id='{described}']").count() == 1
        assert seen.complaints == []


def test_without_scripts_every_fact_is_still_one_click_away(browser: Browser, room: str) -> None:
    with looking(browser, room, java_script_enabled=False) as seen:
        page = seen.go("/")
        page.get_by_role("searchbox").fill("river")
        page.get_by_role("button", name="Search").click()
        page.locator(".lines a.fact").first.click()
        expect(page.locator("blockquote mark")).to_be_visible()
        page.get_by_role("link", name="in its report").click()
        assert "/report/" in page.url


def test_layers_of_marks_are_shown_and_hidden(browser: Browser, room: str, flood: str) -> None:
    with looking(browser, room) as seen:
        page = seen.go(f"/report/{flood}")
        assert page.locator(".note.event").first.is_hidden()
        page.get_by_label("events").check()
        assert page.locator(".note.event").first.is_visible()
        page.get_by_label("statements").uncheck()
        assert page.locator(".note.statement").first.is_hidden()


def test_a_chart_is_drawn_without_making_code_of_words(browser: Browser, odd: Odd) -> None:
    with looking(browser, odd.address) as seen:
        page = seen.go("/figures?outcome=killed&place=Varenna")
        expect(page.locator("#chart[data-drawn=yes] canvas")).to_be_visible()
        assert (seen.complaints, seen.elsewhere, seen.violations()) == ([], [], [])


def test_facts_are_judged_by_keys_and_that_is_taken_back(
    browser: Browser, served: Served, examples: Path, flood: str, tmp_path: Path
) -> None:
    shutil.copy(examples, tmp_path / "own.db")
    with looking(browser, served(tmp_path / "own.db", "--review")) as seen:
        page = seen.go("/reviewer")
        page.get_by_label("Name").fill("Ana Ruiz")
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("link", name="Ana Ruiz")).to_be_visible()
        page = seen.go(f"/report/{flood}")
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(".note .said").first).to_contain_text("accepted by Ana Ruiz")
        page.keyboard.press("r")
        expect(page.locator(".note .said").first).to_contain_text("rejected by Ana Ruiz")
        page.keyboard.press("u")
        expect(page.locator(".note .said").first).to_have_text("accepted by Ana Ruiz, " + _today())
        page.keyboard.press("u")
        expect(page.locator(".note .said")).to_have_count(0)
        page.keyboard.press("c")
        page.wait_for_url("**/fact/*#correct")
        assert seen.violations() == []
        page.get_by_label("Correct").select_option("outcome")
        page.get_by_label("to (empty: unknown)").fill("injured")
        page.get_by_role("button", name="Correct").click()
        expect(page.locator(".judgements")).to_contain_text("corrected")
        page.get_by_label("Note", exact=True).fill("The council says otherwise.")
        page.get_by_role("button", name="Keep the note").click()
        expect(page.locator(".judgements")).to_contain_text("noted")
        page.get_by_label("Tag").fill("airwars:grading=fair")
        page.get_by_role("button", name="Tag it").click()
        expect(page.locator(".judgements")).to_contain_text("grading=fair")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".judgements")).to_contain_text("withdrawn by Ana Ruiz")
        expect(page.locator(".judgements li")).to_have_count(8)
        seen.go("/reviews")
        expect(page.locator(".judgements")).to_contain_text("The council says otherwise.")
        assert (seen.violations(), seen.complaints, seen.elsewhere) == ([], [], [])
    with open_record(tmp_path / "own.db", write=False) as record:
        said = [one.verdict for one in record.judgements()]
        assert said == ["accepted", "rejected", "withdrawn", "withdrawn", "corrected", "noted", "tagged", "withdrawn"]
        assert list(record.proofs()) == []


def test_a_hostile_report_does_nothing_but_be_read(browser: Browser, odd: Odd) -> None:
    with open_record(odd.place, write=False) as record:
        facts = [fact.id for name in odd.hostile for fact in record.show(name).report.statements]
    assert facts
    with looking(browser, odd.address) as seen:
        paths = [*(f"/report/{name}" for name in odd.hostile), *(f"/fact/{fact}" for fact in facts), "/", "/new"]
        paths += ["/search?words=closed", "/search?words=%3Cscript%3Ealert(11)%3C/script%3E%20closed", "/reviews"]
        paths += [f"/compare?reports={','.join(odd.hostile)}", "/figures?outcome=killed"]
        paths += ["/speaker?name=%22%3E%3Cscript%3Ealert(12)%3C/script%3E"]
        for path in paths:
            page = seen.go(path)
            page.mouse.move(300, 300)
            inside = ", ".join(f"main {each}" for each in ("script", "style", "iframe", "svg", "img", "b", "i"))
            assert (path, page.locator(f"{inside}, [onclick], [onload], [onerror]").count()) == (path, 0)
            links = page.eval_on_selector_all("a[href]", "all => all.map(each => each.protocol)")
            assert set(links) <= {"http:", "https:"}
            assert "\u202e" not in page.content()
            assert page.locator("main").is_visible()
        assert (seen.complaints, seen.elsewhere) == ([], [])


def test_a_line_of_five_megabytes_is_read_in_pages(browser: Browser, odd: Odd) -> None:
    with looking(browser, odd.address) as seen:
        page = seen.go(f"/report/{odd.long}")
        assert len(page.content()) < 100_000
        page.get_by_role("link", name="on", exact=True).first.click()
        page.wait_for_url("**?page=2")


def test_text_from_the_right_runs_from_the_right(browser: Browser, odd: Odd) -> None:
    with looking(browser, odd.address) as seen:
        page = seen.go(f"/report/{odd.right}")
        assert page.locator(".block").first.evaluate("each => getComputedStyle(each).direction") == "rtl"


def test_beyond_this_machine_a_token_is_asked_for(browser: Browser, served: Served, examples: Path) -> None:
    token = "a-token-that-is-long-enough"
    address = served(examples, "--host", "0.0.0.0", "--token", token)
    with looking(browser, address) as seen:
        page = seen.go("/new")
        page.get_by_label("Token").fill("wrong")
        page.get_by_role("button", name="Come in").click()
        expect(page.get_by_text("this is not the token")).to_be_visible()
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Come in").click()
        expect(page.get_by_role("searchbox")).to_be_visible()
        assert page.evaluate("document.cookie") == ""
        assert all(token not in str(cookie) for cookie in page.context.cookies())


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")
