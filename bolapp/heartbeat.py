"""Signs of life of the background processes, as the time of a file; `bolapp.healthcheck` reads them."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path


def path(name: str) -> Path:
    """The file of process `name` ("worker", "beat"), in HARTSLAG_DIR or the machine's temporary folder."""
    return Path(os.environ.get("HARTSLAG_DIR") or tempfile.gettempdir()) / f"bol-{name}.hartslag"


def beat(name: str) -> None:
    """Say that process `name` is at work now."""
    path(name).touch()


def age(name: str) -> float | None:
    """Seconds since the last sign of life, None when there never was one."""
    try:
        return time.time() - path(name).stat().st_mtime
    except FileNotFoundError:
        return None
