"""How `make run` serves: one process with threads, on this machine only, background jobs beside the pages."""

import os

port = os.environ.get("PORT", "8000")
bind = f"127.0.0.1:{port}"
workers = 1
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True
reload = os.environ.get("RELOAD") == "1"


def post_worker_init(worker: object) -> None:
    """The application is loaded: from here on it answers."""
    print(f"\nKlaar: open {os.environ.get('SITE_URL', f'http://{bind}')} (stoppen met Ctrl-C)", flush=True)
