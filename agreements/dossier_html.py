"""The only markup that the texts of a dossier may hold: made clean before it is kept, and again before it is shown.

Whatever goes in, out come paragraphs, (nested) lists, bold, italic, raised and lowered signs and line breaks, closed in
the right order and without attributes (but for the first number of a list); everything else is text.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

#: Tags that are kept, all without attributes; a numbered list may say where it starts.
TAGS = frozenset({"p", "ul", "ol", "li", "strong", "em", "sup", "sub"})


def schoon(html: str) -> str:
    """The same text with this application's own markup only. What is clean already comes back as it is."""
    lezer = _Schoonmaker()
    lezer.feed(html)
    lezer.close()
    return lezer.uitkomst()


class _Schoonmaker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._uit: list[str] = []
        self._open: list[str] = []

    def uitkomst(self) -> str:
        return "".join([*self._uit, *(f"</{tag}>" for tag in reversed(self._open))])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._uit.append("<br>")
        elif tag in TAGS:
            start = dict(attrs).get("start") or ""
            is_nummer = tag == "ol" and start.isascii() and start.isdigit() and len(start) < 5
            self._uit.append(f'<ol start="{start}">' if is_nummer else f"<{tag}>")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            laatste = self._open.pop()
            self._uit.append(f"</{laatste}>")
            if laatste == tag:
                break

    def handle_data(self, data: str) -> None:
        self._uit.append(escape(data))
