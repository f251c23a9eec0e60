"""Faults that a test switches on: a network and a service at their worst."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto

ALL = "*"


class Kind(Enum):
    DROP = auto()
    """The connection is closed before anything is done."""
    BAD_GATEWAY = auto()
    """502 with a page of HTML."""
    FLOOD = auto()
    """429 with ``retry_after`` of ``seconds``."""
    GARBAGE = auto()
    """200 with something that is not JSON."""
    SLOW = auto()
    """Done, but only after ``seconds``, or when it is released."""
    HOLD = auto()
    """Nothing is done and nothing answered until the client hangs up."""
    LOST = auto()
    """Done at once, but never answered: the client times out while reading."""
    CUT = auto()
    """Done at once, then the connection is closed before the answer."""


@dataclass(eq=False)
class Fault:
    """What goes wrong with the next ``times`` calls of ``method``, in one chat or in all.

    ``struck`` counts the calls that met it, ``over`` those of them that have ended; the first of
    them ended ``first_end``, in seconds of the monotonic clock.
    """

    method: str
    kind: Kind
    times: int = 1
    seconds: float = 0
    chat_id: int | None = None
    struck: int = 0
    over: int = 0
    first_end: float = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Faults:
    """The faults that are switched on, the earliest first."""

    active: list[Fault] = field(default_factory=list)

    def add(
        self,
        method: str,
        kind: Kind,
        times: int = 1,
        seconds: float = 0,
        chat_id: int | None = None,
    ) -> Fault:
        """Switch a fault on and return it."""
        fault = Fault(method, kind, times, seconds, chat_id)
        self.active.append(fault)
        return fault

    def clear(self) -> None:
        """Switch all faults off; calls that are held stay held."""
        self.active.clear()

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Return the fault that this call meets."""
        for fault in self.active:
            if fault.method in {method, ALL} and fault.chat_id in {None, chat_id}:
                fault.struck += 1
                if fault.struck >= fault.times:
                    self.active.remove(fault)
                return fault
        return None


async def forever() -> None:
    """Wait until cancelled, which is what happens when the client hangs up."""
    await asyncio.Event().wait()
