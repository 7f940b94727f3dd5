"""Words that begin with a dash, on a command line that has options: `onrecord search flood -drill`.

In: arguments as they were typed. Out: the same, options first and words behind `--`, where none of them is an option.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import typer
import typer.core

ALONE = ("-h", "-o")  # the options of one letter; each stands apart from its value, since -osko is a word


class Searching(typer.core.TyperCommand):
    """A verb whose words may begin with a dash."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The command line's own, of arguments in which a word is no option."""
        options = [each for each in self.params if each.param_type_name == "option"]
        taking = {name for each in options if not getattr(each, "is_flag", False) for name in each.opts}
        return super().parse_args(ctx, ordered(args, taking))


def ordered(args: list[str], taking: Collection[str]) -> list[str]:
    """The arguments with every word at the end, behind `--`; `taking` are the options that a value comes after."""
    options, words, rest = list[str](), list[str](), list(args)
    while rest:
        given = rest.pop(0)
        if given == "--":
            words += rest
            break
        if given.startswith("-o="):
            raise typer.BadParameter("write -o FILE, with a blank between them", param_hint="-o")
        if given.startswith("--") or given in ALONE:
            options.append(given)
            if given in taking and rest:
                options.append(rest.pop(0))
        else:
            words.append(given)
    return [*options, *(["--", *words] if words else [])]
