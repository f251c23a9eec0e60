"""Stats chart: draws bars as a PNG picture, in a process of its own.

Drawing computes for a second, and what it imports stays in memory: 40 MB that a bot
would keep for a picture a week.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from bot.system.extras import MissingExtraError, require_extra
from bot.system.job import JobError, serve_job
from bot.system.progress import Progress

_INCHES = (8.0, 4.0)
_DOTS_PER_INCH = 150
_MOST_LABELS = 12


def draw(bars: Sequence[tuple[str, int]], label: str = "articles", group: str = ",") -> bytes:
    """Return a PNG picture with a bar for each month; ``group`` stands between thousands."""
    import io

    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.add_subplot()
    positions = range(len(bars))
    axes.bar(positions, [count for _, count in bars], color="#2a6f97", width=0.85)
    step = -(-len(bars) // _MOST_LABELS) or 1
    axes.set_xticks(list(positions)[::step], [month for month, _ in bars][::step], rotation=45,
                    ha="right")  # fmt: skip
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.yaxis.set_major_formatter(lambda value, _: f"{int(value):,}".replace(",", group))
    axes.grid(axis="y", alpha=0.3)
    axes.set_axisbelow(True)
    axes.set_ylabel(label)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS_PER_INCH)
    return picture.getvalue()


def _work(arguments: dict[str, Any], track: Progress) -> Mapping[str, object]:
    try:
        require_extra("charts")
    except MissingExtraError as error:
        raise JobError(str(error)) from None
    texts = {name: arguments[name] for name in ("label", "group") if name in arguments}
    picture = draw([(month, count) for month, count in arguments["bars"]], **texts)
    return {"picture": b64encode(picture).decode("ascii")}


if __name__ == "__main__":
    serve_job(_work)
