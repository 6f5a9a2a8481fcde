"""Static files from npm packages: the few that our pages use, not the thousands that the packages hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import get_files
from django.core import checks
from django.core.files.storage import FileSystemStorage, Storage


class PackageStorage(FileSystemStorage):
    """A folder with static files; collectstatic puts them under `prefix`."""

    prefix = ""


class NpmFinder(BaseFinder):
    """Finds `npm/<name>/<path>` when settings.NPM_STATIC names the package and the path fits its patterns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.packages: list[tuple[PackageStorage, tuple[str, ...]]] = []
        for prefix, (folder, patterns) in settings.NPM_STATIC.items():
            storage = PackageStorage(location=settings.NODE_MODULES / folder)
            storage.prefix = prefix
            self.packages.append((storage, patterns))
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [
            checks.Warning(f"De map {storage.location} ontbreekt.", hint="Voer 'make run' uit.", id="bolapp.W001")
            for storage, _ in self.packages
            if not storage.exists("")
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = []
        for storage, patterns in self.packages:
            prefix = f"{storage.prefix}/"
            name = path.removeprefix(prefix)
            if path.startswith(prefix) and _fits(name, patterns) and storage.exists(name):
                if not find_all:
                    return storage.path(name)
                found.append(storage.path(name))
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for storage, patterns in self.packages:
            if storage.exists(""):
                for name in get_files(storage, list(ignore_patterns or [])):
                    if _fits(name, patterns):
                        yield name, storage


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
