"""What a journal shows of promises: nothing lost, little twice, in order, and no faster than asked.

Each check returns a line for each breach.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks.soak.journal import Journal, Request, RequestKind, Write
from benchmarks.soak.service import UNCONFIRMED
from tests.telegram.faults import Kind

# A query is never kept: some seconds later nobody looks at its results. A pressed button is
# answered for so long as Telegram takes the answer.
_FORGIVING_SECONDS = 60.0

_GRACE = 0.5  # seconds, for what is on its way already
_CHAT_LIMIT = (3, 3.0)
_GROUP_LIMIT = (20, 60.0)
_TOLERANCE = 0.1  # of the time, because messages do not take equally long


def find_losses(journal: Journal, *phases: str) -> Iterator[str]:
    """Yield what was never answered, with what happened to it, unless there is a reason for it."""
    for request in journal.requests:
        is_meant = not phases or request.phase in phases
        if is_meant and not request.arrivals and not explain_loss(journal, request):
            yield f"{request.kind.value}, update {request.update}: {_tell(journal, request)}"


def explain_loss(journal: Journal, request: Request) -> str:
    """Return the documented reason for which something is not answered, empty where it has none."""
    if request.reason:
        return request.reason
    end = request.at + _FORGIVING_SECONDS
    deaths = [at for at in (*journal.kills, *journal.child_kills) if request.at <= at <= end]
    methods = {RequestKind.QUERY: "answerInlineQuery", RequestKind.PRESS: "answerCallbackQuery"}
    method = methods.get(request.kind)
    faults = [
        each for each in journal.faults if each.method == method and request.at <= each.at <= end
    ]
    if request.kind == RequestKind.QUERY and (deaths or faults):
        return "an inline query is not kept over a fault: nobody waits for it"
    if request.kind == RequestKind.PRESS and faults:
        return "Telegram takes the answer to a button for a few seconds only"
    return ""


def count_repeats(journal: Journal, *phases: str) -> int:
    """Return how many answers there are beyond the first of each question, and to nothing."""
    questions = journal.list_questions(*phases)
    return sum(max(len(each.arrivals) - 1, 0) for each in questions) + len(journal.strays)


def count_occasions(journal: Journal) -> int:
    """Return how often the bot could not know whether an answer had arrived."""
    return len(journal.kills) + sum(
        each.kind in UNCONFIRMED and each.method == "sendMessage" for each in journal.faults
    )


def find_excess(journal: Journal, *phases: str) -> Iterator[str]:
    """Yield the questions with more repeats than kills and cut connections while they were open."""
    cuts = [
        each.at
        for each in journal.faults
        if each.kind in UNCONFIRMED and each.method == "sendMessage"
    ]
    for request in journal.list_questions(*phases):
        repeats = len(request.arrivals) - 1
        if repeats < 1:
            continue
        last = request.arrivals[-1].at
        occasions = [at for at in (*journal.kills, *cuts) if request.at <= at <= last]
        if repeats > len(occasions):
            yield (
                f"update {request.update} was answered {repeats + 1} times, with "
                f"{len(occasions)} kills and cut connections meanwhile"
            )


def find_disorder(journal: Journal, *phases: str) -> Iterator[str]:
    """Yield the answers that came before that to an earlier question of the same person there."""
    people: defaultdict[tuple[int, int], list[Request]] = defaultdict(list)
    for request in journal.list_questions(*phases):
        if request.arrivals:
            people[request.chat, request.person].append(request)
    for requests in people.values():
        for earlier, later in pairwise(requests):
            if later.arrivals[0].at < earlier.arrivals[0].at:
                yield f"update {later.update} was answered before update {earlier.update}"


def find_impatience(journal: Journal) -> Iterator[str]:
    """Yield the messages into a chat for which Telegram had asked to wait.

    Where the bot was killed at that moment, it cannot know of the wait.
    """
    floods: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for fault in journal.faults:
        is_killed = any(fault.at - _GRACE <= at <= fault.at + _GRACE for at in journal.kills)
        if fault.kind == Kind.FLOOD and fault.method == "sendMessage" and not is_killed:
            floods[fault.chat or 0].append((fault.at, fault.seconds))
    for write in journal.writes:
        for at, seconds in floods[write.chat]:
            if at + _GRACE < write.at < at + seconds and write.method == "sendMessage":
                yield f"{write.method} {write.at - at:.1f} s after a 429 for {seconds} s"


def find_haste(journal: Journal) -> Iterator[str]:
    """Yield the chats in which the bot wrote more than Telegram bears, and was not killed."""
    chats: defaultdict[int, list[Write]] = defaultdict(list)
    for write in journal.writes:
        chats[write.chat].append(write)
    for chat, writes in chats.items():
        limits = (_CHAT_LIMIT, _GROUP_LIMIT) if chat < 0 else (_CHAT_LIMIT,)
        for count, seconds in limits:
            times = [write.at for write in writes]
            for first, last in zip(times, times[count:], strict=False):
                is_killed = any(first <= at <= last for at in journal.kills)
                if last - first < seconds * (1 - _TOLERANCE) and not is_killed:
                    yield f"{count + 1} messages in {last - first:.2f} s in chat {chat}"
                    break


def list_reasons(journal: Journal) -> Sequence[str]:
    """Return the reason of each request that has none but a reason for an answer."""
    requests = [each for each in journal.requests if not each.arrivals]
    return [reason for each in requests if (reason := explain_loss(journal, each))]


def _tell(journal: Journal, request: Request) -> str:
    """Return what happened to a request, with its seconds from the start."""
    events = [(request.delivered, "fetched")] if request.delivered else []
    events += [(at, "the bot was killed") for at in journal.kills]
    events += [(at, "one of its processes was killed") for at in journal.child_kills]
    events += [
        (each.at, f"{each.method} met {each.kind.name}")
        for each in journal.faults
        if each.chat == request.chat or each.method == "getUpdates"
    ]
    events += [
        (each.at, f"{each.method} in the same chat")
        for each in journal.writes
        if each.chat == request.chat
    ]
    history = sorted(event for event in events if request.at <= event[0] <= request.at + 300)[:30]
    return "; ".join(f"{at - request.at:.2f} s {event}" for at, event in history) or "never fetched"
