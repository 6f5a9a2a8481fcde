"""The one password of all demo accounts."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from django.conf import settings

FILE_NAME = "demo-wachtwoord"


@dataclass(frozen=True, slots=True)
class DemoPassword:
    """The password, where it comes from, and whether it was made just now and nobody has seen it yet."""

    value: str
    source: str
    is_new: bool = False

    def line(self) -> str:
        """What to print: the password itself once, later where it is kept."""
        if self.is_new:
            return f"Wachtwoord van elk demo-account: {self.value}  (bewaard in {self.source})"
        return f"Wachtwoord van elk demo-account: dat van {self.source}"


def demo_password() -> DemoPassword:
    """Return DEMO_PASSWORD, or else the password in VAR_DIR/demo-wachtwoord, which is made the first time.

    The file is readable for its owner only. What uses the password must have asked settings.DEMO first.
    """
    if settings.DEMO_PASSWORD:
        return DemoPassword(str(settings.DEMO_PASSWORD), "DEMO_PASSWORD")
    path = settings.VAR_DIR / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return DemoPassword(str(path.read_text().strip()), str(path))
    password = secrets.token_urlsafe(12)
    with os.fdopen(handle, "w") as file:
        file.write(password + "\n")
    return DemoPassword(password, str(path), is_new=True)
