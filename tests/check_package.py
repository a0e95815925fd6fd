"""Builds sdist and wheel, installs the wheel in an empty environment, builds and asks once.

Run by ``make package``: what is tested is the package that users get, outside of the checkout.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENDOR = Path("viz", "static", "vendor")


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command; its own messages and an error where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def add_scripts(source: Path) -> None:
    """Put the JavaScript that npm brought into the clone; git does not hold it."""
    if not (ROOT / VENDOR / "manifest.json").exists():
        sys.exit(f"{ROOT / VENDOR} is not there; run: {sys.executable} viz/vendor/fetch.py")
    shutil.copytree(ROOT / VENDOR, source / VENDOR)


def check_scripts(wheel: Path) -> None:
    """Fail unless the wheel holds every script of others and its licences."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in (ROOT / VENDOR).iterdir():
        assert f"kavshiri/{VENDOR.as_posix()}/{file.name}" in names, file.name


def main() -> None:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
        source = folder / "source"
        run("git", "clone", "--quiet", ROOT, source, cwd=folder)
        add_scripts(source)
        run(*pip, "wheel", "--no-deps", "--wheel-dir", folder / "dist", source, cwd=folder)
        wheel = next((folder / "dist").glob("kavshiri-*.whl"))
        check_scripts(wheel)
        venv.create(folder / "empty")
        binaries = folder / "empty" / ("Scripts" if sys.platform == "win32" else "bin")
        install = ("--python", binaries / "python", "install", "--no-compile")
        constraints = ("--constraint", ROOT / "constraints.txt")
        run(*pip, *install, *constraints, wheel, cwd=folder)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        run(binaries / "kavshiri", "build", "--quiet", cwd=elsewhere)
        ask = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a kav:Activity }"
        answer = run(binaries / "kavshiri", "query", ask, "--format", "csv", cwd=elsewhere)
        assert answer.split() == ["n", "204"], answer
        run(binaries / "kavshiri", "network", "--html", "network.html", cwd=elsewhere)
        run(binaries / "kavshiri", "ask", "donor-trace", "-o", "trace.xlsx", cwd=elsewhere)
    print("the wheel builds the graph and answers, outside of the checkout")


if __name__ == "__main__":
    main()
