import json
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import PROJECT

Result = subprocess.CompletedProcess[str]


@pytest.fixture
def audit() -> ModuleType:
    spec = spec_from_file_location("audit", PROJECT / "deploy" / "audit.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(audit: ModuleType, monkeypatch: pytest.MonkeyPatch, *outputs: object) -> None:
    results = iter(outputs)

    def run(program: str, *_: str) -> Result:
        return Result([program], 0, json.dumps(next(results)), "")

    monkeypatch.setattr(audit, "_run", run)


@pytest.mark.parametrize(
    ("licence", "is_permitted"),
    [
        ("MIT", True), ("LGPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True), ("UNKNOWN", False),
        ("GPL-3.0-or-later", False), ("AGPL-3.0", False), ("MIT AND GPL-2.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False), ("Proprietary", False), ("", False),
    ],
)  # fmt: skip
def test_a_licence_is_on_the_list_or_is_reported(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, licence: str, is_permitted: bool
) -> None:
    _answer(audit, monkeypatch, [{"Name": "Package", "License": licence}])
    if is_permitted:
        assert audit.check_licences("python").startswith("1 packages")
    else:
        with pytest.raises(audit.AuditError, match="package: "):
            audit.check_licences("python")


def _packages(**faults: str) -> dict[str, object]:
    return {
        "dependencies": [
            {"name": name, "version": "1", "vulns": [{"id": fault}] if fault else []}
            for name, fault in faults.items()
        ]
    }


def test_a_known_fault_is_reported(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answer(audit, monkeypatch, _packages(jinja2="PYSEC-1"), _packages(numpy="", lxml="CVE-1"))
    with pytest.raises(audit.AuditError, match="lxml 1: CVE-1"):
        audit.check_advisories(tmp_path / "lock")


def test_a_base_that_knows_nothing_is_not_taken_for_a_good_report(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answer(audit, monkeypatch, _packages(jinja2=""))
    assert "NOT CHECKED" in audit.check_advisories(tmp_path / "lock")
    _answer(audit, monkeypatch, _packages(jinja2="PYSEC-1"), _packages(numpy=""))
    assert audit.check_advisories(tmp_path / "lock") == "1 packages, none with a known fault"
    assert list(tmp_path.iterdir()) == []
