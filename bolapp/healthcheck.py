"""The health check of a container: `python -m bolapp.healthcheck web|worker|beat`, exit 0 when healthy.

It loads neither Django nor the settings, so that asking every half minute costs nothing.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

from bolapp.heartbeat import age

#: A worker reports every 2 seconds and beat at least every 30 (CELERY_BEAT_MAX_LOOP_INTERVAL).
MAX_AGE = {"worker": 60, "beat": 120}


def web() -> str:
    """Empty when the web process is able to serve, otherwise what is wrong."""
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/readyz"
    try:
        with urllib.request.urlopen(url, timeout=8) as answer:
            return "" if answer.status == 200 else f"/readyz antwoordt {answer.status}"
    except urllib.error.HTTPError as error:
        return f"/readyz antwoordt {error.code}: {error.read().decode(errors='replace')}"
    except OSError as error:
        return f"/readyz antwoordt niet: {error}"


def background(name: str) -> str:
    """Empty when the worker or beat gave a recent sign of life, otherwise what is wrong."""
    seconds = age(name)
    if seconds is None:
        return f"{name} heeft nog geen teken van leven gegeven"
    if seconds > MAX_AGE[name]:
        return f"{name} gaf {seconds:.0f} seconden geleden het laatste teken van leven"
    return ""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in {"web", *MAX_AGE}:
        print("Gebruik: python -m bolapp.healthcheck web|worker|beat", file=sys.stderr)
        return 2
    problem = web() if arguments[0] == "web" else background(arguments[0])
    print(problem or "ok")
    return 1 if problem else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
