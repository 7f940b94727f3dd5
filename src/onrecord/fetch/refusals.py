"""Why an address was not read: one function a reason, each with what to do about it.

In: the address that was asked for, and what happened there. Out: a `Failure`; `RefusedError` carries one out of the
depths of a connection.
"""

from __future__ import annotations

from onrecord.errors import OnrecordError
from onrecord.model import Failure

_LEAST_PAUSE, _MOST_PAUSE = 60, 3_600  # seconds for which a host is left alone that asks for it
_TOLD = 200  # characters of a server's own words that are told


class RefusedError(OnrecordError):
    """A connection that is not made, or not gone on with; `reason` and `remedy` as a Failure has them.

    `silent`: no answer came. `pause`: the host asks to be left alone for so many seconds.
    """

    def __init__(self, reason: str, remedy: str, *, silent: bool = False, pause: float = 0.0) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason, self.remedy, self.silent, self.pause = reason, remedy, silent, pause

    def at(self, locator: str) -> Failure:
        """The same as a failure of an input."""
        return Failure(locator=locator, reason=self.reason, remedy=self.remedy)


def not_an_address(why: str) -> RefusedError:
    """No http or https address that could be asked."""
    return RefusedError(f"it is no address that is fetched ({why})", "give it as https://host/path")


def port(number: int) -> RefusedError:
    """A port on which other things than pages are served."""
    return RefusedError(
        f"it names port {number}, on which no pages are served",
        "use port 80, 443 or one above 1023, or allow the host by --allow-address",
    )


def inside(host: str, address: str) -> RefusedError:
    """A name that leads to this machine or into a network of one's own."""
    what = f"{host} is" if host == address else f"{host} leads to"
    own = "an address of its own network" if host == address else f"{address}, an address of its own network"
    return RefusedError(
        f"{what} {own}, not of the open internet", f"allow it by name if you trust it: --allow-address {host}"
    )


def unknown_host(host: str) -> RefusedError:
    """A name that leads nowhere."""
    return RefusedError(f"no machine is known by the name {host}", "check the address and the network")


def unreachable(host: str, why: str) -> RefusedError:
    """A machine that does not answer."""
    return RefusedError(f"{host} cannot be reached ({told(why)})", "try again later", silent=True)


def left_alone(host: str, seconds: float) -> RefusedError:
    """A machine that did not answer several times, or asked not to be asked."""
    return RefusedError(
        f"{host} did not answer, or asked to be left alone, and is not asked again for now",
        f"try again in {max(1, round(seconds / 60))} minutes",
    )


def tls(host: str, why: str) -> RefusedError:
    """A machine that cannot prove who it is."""
    return RefusedError(f"{host} cannot prove who it is ({told(why)})", "check the address; nothing was read from it")


def slow(seconds: float) -> RefusedError:
    """A server that takes longer than it may."""
    return RefusedError(f"it did not come within {seconds:g} seconds", "try again later", silent=True)


def cut_off(why: str) -> RefusedError:
    """A server that stops within its answer, or does not speak HTTP."""
    return RefusedError(f"the server's answer is broken ({told(why)})", "try again later, or tell who runs the site")


def too_large(limit: int) -> RefusedError:
    """More bytes than may come."""
    return RefusedError(
        f"it is larger than the limit of {limit:,} bytes", "raise --limit, if it is one report that is so large"
    )


def flood(limit: int) -> RefusedError:
    """More around an answer than belongs there."""
    return RefusedError(f"the server sends more than {limit:,} bytes before its answer ends", "leave it out")


def bomb(why: str) -> RefusedError:
    """Compressed bytes that blow up, or are damaged."""
    return RefusedError(why, "leave it out, or tell who runs the site")


def encoded(name: str) -> RefusedError:
    """Compressed in a way that nobody asked for."""
    return RefusedError(
        f"the server sends it compressed as {told(name)!r}, which was not asked for", "tell who runs the site"
    )


def redirects(many: int) -> RefusedError:
    """Sent on and on."""
    return RefusedError(f"it was sent on {many} times", "give the address at which it ends, as a browser shows it")


def nowhere(status: int) -> RefusedError:
    """Sent on to no place."""
    return RefusedError(f"the server sends on ({status}) without saying where to", "give the address where it lies now")


def status(number: int, wait: str | None = None) -> RefusedError:
    """The server says no."""
    if number in (429, 503):
        asked = int(wait) if wait and wait.isascii() and wait.isdigit() and len(wait) < 8 else 0
        when = f"in {asked} seconds" if asked else "later"
        pause = float(min(max(asked, _LEAST_PAUSE), _MOST_PAUSE))
        return RefusedError(f"the server asks to be left alone for now ({number})", f"try again {when}", pause=pause)
    why = {401: "asks who you are", 402: "asks for money", 403: "does not give it", 404: "has no such page"}
    said = why.get(number, "has it no more" if number == 410 else "failed" if number >= 500 else "does not give it")
    remedy = "try again later" if number >= 500 else "check the address; pages behind a login can be saved as files"
    return RefusedError(f"the server {said} ({number})", remedy)


def robots(agent: str) -> RefusedError:
    """The site does not want it read by programs."""
    return RefusedError(
        f"robots.txt of the site does not let {agent} read it", "save the page by hand, or ask who runs the site"
    )


def no_robots(why: str) -> RefusedError:
    """Nobody can tell whether the site wants it read."""
    why = f"robots.txt of the site cannot be read ({told(why)})"
    return RefusedError(why, "try again later", pause=float(_LEAST_PAUSE))


def told(words: str) -> str:
    """What another machine says, cut short and on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _TOLD else f"{line[:_TOLD]}…"
