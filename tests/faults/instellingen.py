"""The settings of a process under test: those of the application, and the application that makes it die on command."""

from bolapp.settings import *  # noqa: F403
from bolapp.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "tests.faults.sabotage.SabotageConfig"]
