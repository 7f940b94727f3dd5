"""The documentation is executed: Python blocks run, console blocks print what the page shows, links lead somewhere.

In a `python` block, a comment after `print(…)` is what it prints. In a `console` block, the lines after a
`$ onrecord …` line are its output, where `...` stands for anything; a command without output lines is run for
its exit status alone.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"]
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example reports as `reports/` and one of them as `report.txt`."""
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "reports")
    shutil.copy(ROOT / "examples" / "reports" / "flood.txt", tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def by_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_a_page_does_what_it_says_from_top_to_bottom(page: Path, desk: Path) -> None:
    for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            run_python(body)
        else:
            run_console(body, desk)


def run_python(body: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(body, "page", "exec"), {})
    promised = re.findall(r"^\s*print\(.*\)  # (.+)$", body, re.MULTILINE)
    assert printed.getvalue().splitlines()[: len(promised)] == promised


def run_console(body: str, desk: Path) -> None:
    for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
        done = subprocess.run(command, shell=True, cwd=desk, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        same = not expected.strip() or doctest.OutputChecker().check_output(expected, done.stdout, options)
        assert same, f"{command} printed\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
