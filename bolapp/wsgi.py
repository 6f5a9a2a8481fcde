"""The web application for gunicorn: `gunicorn bolapp.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from bolapp.safe_start import load_settings_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bolapp.settings")
load_settings_or_exit(exit_code=3)
application = get_wsgi_application()

from agreements.tasks import bewaak_taken  # noqa: E402 - the applications must be loaded first

bewaak_taken()
