"""The engines that do many tasks: processes of this machine, or Ray's on many; both keep one contract.

In: a name. Out: a function that is given work, tasks and how many at once, and gives every task with its result once,
in whatever order they are done. What the work raises is raised; a task that ends its process twice comes out as Died.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from importlib.util import find_spec
from typing import Literal, Protocol, TypeVar

from onrecord.batch.processes import Died, each
from onrecord.errors import InputError

Runner = Literal["processes", "ray"]
Known = TypeVar("Known")
Given = TypeVar("Given")
Result = TypeVar("Result")


class Engine(Protocol):
    """Every task once, with its result, or with Died."""

    def __call__(
        self, work: Callable[[Given], Result], tasks: Iterable[tuple[Known, Given]], processes: int, /
    ) -> Generator[tuple[Known, Result | Died], None, None]: ...


def engine(runner: Runner) -> Engine:
    """The engine of that name. Raises InputError where it is not installed."""
    if runner == "processes":
        return each
    if find_spec("ray") is None:
        raise InputError("Ray is not installed; run: pip install 'onrecord[ray]', or leave --runner ray out")
    from onrecord.batch.on_ray import each as each_on_ray

    return each_on_ray
