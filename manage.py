#!/usr/bin/env python
"""Django's command line: `python manage.py COMMAND --help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bolapp.settings")
    try:
        from django.core.management import execute_from_command_line

        from bolapp.safe_start import load_settings_or_exit
    except ImportError as error:
        print(f"Niet gestart: {error}. Zet de applicatie eerst op met 'make run'.", file=sys.stderr)
        raise SystemExit(1) from None
    load_settings_or_exit()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
