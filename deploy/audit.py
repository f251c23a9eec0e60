"""Audit what is installed: known faults, licences, secrets in the sources, and a bill of materials.

It runs in an environment of its own (`make audit`), and looks at the one that the lock makes.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TOOLS = Path(sys.executable).parent
BASELINE = Path(__file__).with_name("secrets.baseline")

# Licences that let anybody run, change and pass on the bot; LGPL and MPL bind only those who
# change such a package itself. A package that offers several is judged by the best.
PERMITTED = re.compile(
    r"MIT|BSD|Apache|ISC|Zlib|PSF|Python Software Foundation|CNRI|CC0|0BSD|Unlicense"
    r"|LGPL|Lesser General Public|MPL|Mozilla Public License",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"(?<!L)(?<!Lesser )\b(?:A?GPL|General Public License)|proprietary|SSPL", re.IGNORECASE
)

# Their metadata name no licence, or only a file; read by hand.
READ_LICENCES: dict[str, str] = {}

# Reported by every advisory base that works.
CANARY = "jinja2==2.4.1\n"


def main() -> int:
    """Run all checks on an environment; return 1 where one of them objects."""
    python, lock, bill = sys.argv[1:4]
    checks: list[tuple[str, Callable[[], str]]] = [
        ("advisories", lambda: check_advisories(Path(lock))),
        ("licences", lambda: check_licences(python)),
        ("secrets", check_secrets),
        ("bill of materials", lambda: write_bill(python, Path(bill))),
    ]
    status = 0
    for name, check in checks:
        try:
            print(f"{name}: {check()}", flush=True)
        except AuditError as fault:
            print(f"{name}: FAILED\n{fault}", flush=True)
            status = 1
    return status


class AuditError(Exception):
    """Say what a check objects to."""


def check_advisories(lock: Path) -> str:
    """Look every package of the lock up; a base that does not know the canary cannot be asked."""
    command = ["pip-audit", "--disable-pip", "--no-deps", "--progress-spinner=off", "--format=json"]
    canary = lock.with_name(".canary.txt")
    canary.write_text(CANARY, "utf-8")
    try:
        result = _run(*command, "--requirement", str(canary))
    finally:
        canary.unlink()
    if '"vulns": [{' not in result.stdout:
        return "NOT CHECKED: no advisory base can be reached from here"
    result = _run(*command, "--requirement", str(lock))
    packages = json.loads(result.stdout)["dependencies"]
    faults = [
        f"  {package['name']} {package['version']}: "
        + ", ".join(item["id"] for item in package["vulns"])
        for package in packages
        if package.get("vulns")
    ]
    if faults:
        raise AuditError("\n".join(faults))
    return f"{len(packages)} packages, none with a known fault"


def check_licences(python: str) -> str:
    """Compare the licence of every installed package with the list."""
    result = _run("pip-licenses", "--python", python, "--format=json", "--from=mixed")
    packages = json.loads(result.stdout)
    faults = []
    for package in packages:
        name = package["Name"].lower()
        licence = READ_LICENCES.get(name, package["License"])
        options = re.split(r"\bOR\b|/| or ", licence)
        if not any(PERMITTED.search(option) and not FORBIDDEN.search(option) for option in options):
            faults.append(f"  {name}: {' '.join(licence.split())[:80]}")
    if faults:
        raise AuditError("\n".join(faults))
    return f"{len(packages)} packages, all under permitted licences"


def check_secrets() -> str:
    """Search what git has for secrets that the baseline does not name as invented."""
    files = _list_sources()
    result = _run("detect-secrets-hook", "--no-verify", "--baseline", str(BASELINE), *files)
    if result.returncode:
        raise AuditError(result.stdout)
    return f"{len(files)} files, no secret in them"


def write_bill(python: str, path: Path) -> str:
    """Write the bill of materials, in CycloneDX's format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    result = _run("cyclonedx-py", "environment", python, "--output-file", str(path))
    if result.returncode:
        raise AuditError(result.stderr)
    components = json.loads(path.read_text("utf-8"))["components"]
    return f"{path}, {len(components)} components"


def _list_sources() -> list[str]:
    """Return the files of the project but those that are locks, data or others' articles."""
    names = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout
    skipped = re.compile(
        r"\.(?:lock|npz|gz|png|po|jsonl|baseline)$|^tests/reading/cases/|^benchmarks/"
    )
    return [name for name in names.splitlines() if not skipped.search(name)]


def _run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(TOOLS / program), *arguments], capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
