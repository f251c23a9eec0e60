"""What deploy/ holds is true of the bot: metrics, exit status, and what systemd is asked for."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.chat.lifecycle.serve import TokenRefusedError
from bot.chat.monitoring.monitor import RequestFault
from bot.chat.monitoring.question_record import QuestionOutcome
from bot.chat.monitoring.service_metrics import ServiceMetrics
from tests.paths import DOCS, PROJECT

DEPLOY = PROJECT / "deploy"
METRIC = re.compile(r"\b(?:dateline|process)_\w+")
LABEL = re.compile(r'\b(kind|outcome)=~?"([^"]*)"')


def known_names() -> set[str]:
    """Return every name of a series that /metrics has."""
    names = set(ServiceMetrics().list_names())
    return names | {f"{name}{end}" for name in names for end in ("_bucket", "_count", "_sum")}


def dashboard() -> dict[str, Any]:
    board = json.loads((DEPLOY / "grafana-dashboard.json").read_text("utf-8"))
    assert isinstance(board, dict)
    return board


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panel_queries() -> list[str]:
    return [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]


@pytest.mark.parametrize("query", [*panel_queries(), *(rule["expr"] for rule in rules())])
def test_a_query_uses_only_metrics_and_labels_that_exist(query: str) -> None:
    names = set(METRIC.findall(query))
    assert names - known_names() == set()
    assert names or "up{" in query
    values = {*QuestionOutcome, *RequestFault}
    for _, choices in LABEL.findall(query):
        assert set(choices.split("|")) <= {value.value for value in values}
    assert query.count("(") == query.count(")")
    assert query.count("{") == query.count("}")


def test_the_dashboard_shows_every_metric_but_the_version() -> None:
    shown = set(METRIC.findall(" ".join(panel_queries())))
    shown = {re.sub("_bucket$", "", name) for name in shown}
    own = {name for name in ServiceMetrics().list_names() if name.startswith("dateline_")}
    assert own - shown == {"dateline_build_info"}


def test_the_dashboard_is_one_that_grafana_11_takes() -> None:
    board = dashboard()
    assert board["schemaVersion"] == 39
    assert board["id"] is None
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    variables = {variable["name"] for variable in board["templating"]["list"]}
    used = set(re.findall(r"\$\{?([a-z]\w*)", json.dumps(board)))
    assert used - variables == {"value"} & used
    squares: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        own = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not squares & own, panel["title"]
        squares |= own
        letters = [target["refId"] for target in panel["targets"]]
        assert len(set(letters)) == len(letters)


def test_each_alert_says_what_is_wrong_and_what_to_do() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(set(names)) == len(names) > 12
    for rule in rules():
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"][-1] in ".?"


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool is not installed")
def test_promtool_takes_the_alerts() -> None:
    command = [str(shutil.which("promtool")), "check", "rules", str(DEPLOY / "alerts.yml")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def unit() -> dict[str, list[str]]:
    """Return the values of each key of the service's section."""
    service: dict[str, list[str]] = {}
    section = ""
    for line in (DEPLOY / "dateline.service").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line
        elif "=" in line and not line.startswith("#") and section == "[Service]":
            key, _, value = line.partition("=")
            service.setdefault(key, []).append(value)
    return service


def test_the_unit_waits_for_what_the_bot_sends() -> None:
    service = unit()
    assert service["Type"] == ["notify"]
    assert service["NotifyAccess"] == ["main"]
    assert int(service["WatchdogSec"][0]) >= 60
    assert service["TimeoutStartSec"] == ["infinity"]


def test_the_unit_restarts_after_a_failure_but_not_with_a_refused_token() -> None:
    service = unit()
    assert service["Restart"] == ["on-failure"]
    assert service["RestartPreventExitStatus"] == [str(TokenRefusedError.exit_status)]
    assert TokenRefusedError.exit_status not in {0, 1, 2}


def test_a_reader_that_the_kernel_ends_does_not_end_the_service() -> None:
    service = unit()
    assert service["OOMPolicy"] == ["continue"]
    assert service["SystemCallFilter"] == ["@system-service", "~@privileged"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "dateline.service").read_text("utf-8")
    copy = tmp_path / "dateline.service"
    copy.write_text(text.replace("/opt/dateline/bin/dateline", str(shutil.which("true"))))
    result = subprocess.run(
        [str(shutil.which("systemd-analyze")), "verify", str(copy)], capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_container_asks_the_bot_how_it_is() -> None:
    text = (PROJECT / "Dockerfile").read_text("utf-8")
    assert 'CMD ["dateline", "health"]' in text
    assert "DATELINE_HEALTH_PORT=" in text


def test_the_page_lists_every_metric_and_every_alert() -> None:
    page = (DOCS / "monitoring.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(dateline_\w+)` \| (.+) \|$", page, re.MULTILINE))
    names = ServiceMetrics().list_names()
    assert rows == {
        name: description for name, description in names.items() if name.startswith("dateline_")
    }
    alerts = dict(re.findall(r"^\| `(Dateline\w+)` \| (.+) \|$", page, re.MULTILINE))
    assert alerts == {rule["alert"]: rule["annotations"]["summary"] for rule in rules()}
