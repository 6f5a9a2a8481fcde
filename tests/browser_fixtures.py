"""Fixtures for tests in a real browser (marker `browser`): Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, expect

# Playwright keeps an event loop running in the thread of the test; Django would refuse its queries there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long a page takes says what else the machine does; `make test` does two things at once. Who waits in vain, fails.
ACTION_TIMEOUT, EXPECT_TIMEOUT = 30_000, 20_000
expect.set_options(timeout=EXPECT_TIMEOUT)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("er is geen Chromium: installeer het pakket chromium of zet CHROMIUM")
    return {
        **browser_type_launch_args,
        "executable_path": program,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "color_scheme": "light",
    }


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page at desk width. A script error or a breach of the content security policy fails the test."""
    page.set_default_timeout(ACTION_TIMEOUT)
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


@pytest.fixture
def log_in(context: BrowserContext, live_server: Any) -> Callable[[AbstractBaseUser], None]:
    """Log a user in without the log-in page: `log_in(user)`, then `page.goto(live_server.url + "/")`."""

    return lambda user: meld_aan(context, live_server.url, user)


def meld_aan(context: BrowserContext, url: str, user: AbstractBaseUser) -> None:
    """Log a user in in one browser context, for a test with two people at once."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "agreements.inlog.InlogMetBerichten"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}
    context.add_cookies([cookie])  # type: ignore[list-item]


class Traag:
    """A script that is under way: asked for by the page, and there only once `laat_door` is called."""

    def __init__(self, page: Page, adres: str) -> None:
        self.page, self.adres = page, adres
        self._wacht: list[Route] = []
        page.route(adres, lambda route: self._wacht.append(route))

    def open(self, adres: str) -> None:
        """Go to a page of which the text is there and the script is not."""
        with self.page.expect_request(self.adres):
            self.page.goto(adres, wait_until="commit")

    def laat_door(self) -> None:
        for route in self._wacht:
            route.continue_()
        self.page.unroute(self.adres)
        self.page.wait_for_load_state("load")


@pytest.fixture
def traag(page: Page) -> Callable[[str], Traag]:
    """A slow network for one script: `traag("**/app.js")`, then `.open(adres)` and later `.laat_door()`."""
    return partial(Traag, page)


@pytest.fixture(scope="session")
def _axe() -> tuple[str, dict[str, Any]]:
    folder = settings.NODE_MODULES / "axe-core"
    if not folder.is_dir():
        pytest.skip("axe-core ontbreekt: voer 'make test' uit, dat haalt het op")
    return (
        (folder / "axe.min.js").read_text(encoding="utf-8"),
        json.loads((folder / "locales" / "nl.json").read_text(encoding="utf-8")),
    )


@pytest.fixture
def toegankelijk(_axe: tuple[str, dict[str, Any]]) -> Callable[[Page], None]:
    """Fails with what axe finds against WCAG 2.2 AA on the page as it stands: `toegankelijk(page)`."""
    script, dutch = _axe

    def check(page: Page) -> None:
        page.wait_for_load_state("load")  # a page whose style sheet is still under way measures otherwise
        page.evaluate(script)  # not add_script_tag: the content security policy would refuse that
        result = page.evaluate(
            # preload would copy the style sheets into inline ones, which the policy refuses
            "([locale, runOnly]) => { axe.configure({locale}); return axe.run(document, {runOnly, preload: false}) }",
            [dutch, WCAG],
        )
        found = [
            f"{fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:3]]}"
            for fault in result["violations"]
        ]
        assert found == []

    return check
