"""The verbs together, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.add import add
from onrecord.cli.compare import compare
from onrecord.cli.doctor import doctor
from onrecord.cli.export import export
from onrecord.cli.families import families
from onrecord.cli.incidents import incidents
from onrecord.cli.names import names
from onrecord.cli.read import read
from onrecord.cli.relate import relate
from onrecord.cli.review import review
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.series import series
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.stats import stats
from onrecord.cli.update import update
from onrecord.cli.verify import verify
from onrecord.cli.watch import watch
from onrecord.cli.words import Searching

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # the help is plain text, and there in a third of the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Put the news on the record: who said what, how many according to whom, and when, each fact with its words."""
    del version  # the option's own function has printed it


for verb in (
    read,
    add,
    search,
    incidents,
    families,
    names,
    series,
    compare,
    relate,
    show,
    update,
    watch,
    stats,
    review,
    verify,
    export,
    serve,
    schema,
    doctor,
):
    app.command(no_args_is_help=False, cls=Searching if verb is search else None)(verb)
