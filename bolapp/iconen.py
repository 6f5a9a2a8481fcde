"""The icons of the application, drawn by us.

Inline SVG, so they print, take the colour of the text and need no request. Each is drawn in a square of 24
with lines of 2; `{% icoon "naam" %}` puts one in a page, hidden from screen readers, because a text always
stands beside it.
"""

from __future__ import annotations

#: Name -> the inside of the <svg>. The statuses carry shapes that differ without their colour.
ICONEN: dict[str, str] = {
    # statuses and besluiten
    "nog_niet_gestart": '<circle cx="12" cy="12" r="9"/>',
    "in_uitvoering": '<circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
    "vertraagd": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5m0 3v.01"/>',
    "aangehouden": '<circle cx="12" cy="12" r="9"/><path d="M9.5 8.5v7m5-7v7"/>',
    "afgerond": '<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none"/>'
    '<path class="icoon__uitsparing" d="m7.5 12.5 3 3 6-6.5"/>',
    "vervallen": '<circle cx="12" cy="12" r="9"/><path d="m8.5 8.5 7 7m0-7-7 7"/>',
    "opgevolgd": '<rect x="3" y="3" width="18" height="18" rx="4"/><path d="M7.5 12h9m-3.5-4 4 4-4 4"/>',
    "niet_te_beoordelen": '<circle cx="12" cy="12" r="9" stroke-dasharray="3.2 3.87"/>',
    "voorgesteld": '<path d="M4 20h4L19.5 8.5a2.8 2.8 0 0 0-4-4L4 16z"/>',
    "ongewijzigd_vastgesteld": '<path d="m4.5 12.5 5 5L20 6.5"/>',
    "gewijzigd_vastgesteld": '<path d="m3.5 14 4 4L16 8.5"/><path d="M15 19h6"/>',
    # the rest
    "ruit": '<path d="M12 2.5 14.8 5.3 12 8.1 9.2 5.3zM12 15.9l2.8 2.8-2.8 2.8-2.8-2.8z'
    'M5.3 9.2 8.1 12l-2.8 2.8L2.5 12zM18.7 9.2l2.8 2.8-2.8 2.8L15.9 12z" fill="currentColor"/>'
    '<path d="m12 9.7 2.3 2.3-2.3 2.3L9.7 12z" fill="currentColor" stroke="none"/>',
    "agenda": '<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 2.5V7m8-4.5V7"/>',
    "document": '<path d="M14 2.5H6A1.5 1.5 0 0 0 4.5 4v16A1.5 1.5 0 0 0 6 21.5h12'
    'a1.5 1.5 0 0 0 1.5-1.5V8z"/>'
    '<path d="M14 2.5V8h5.5M8.5 13h7m-7 4h7"/>',
    "download": '<path d="M12 3v12m-5-5 5 5 5-5M4 20.5h16"/>',
    "filter": '<path d="M3.5 6h17M7 12h10m-6.5 6h3"/>',
    "geschiedenis": '<path d="M3.5 12a8.5 8.5 0 1 0 2.6-6.1L3.5 8.5"/><path d="M3.5 3.5v5h5M12 7.5V12l3 2"/>',
    "gebruiker": '<circle cx="12" cy="8" r="4"/><path d="M4.5 21a7.5 7.5 0 0 1 15 0"/>',
    "goed": '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>',
    "bericht": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6m0-9.5v.01"/>',
    "kaart": '<path d="M12 21.5s7-6.3 7-11.5a7 7 0 0 0-14 0c0 5.2 7 11.5 7 11.5z"/>'
    '<circle cx="12" cy="10" r="2.5"/>',
    "klok": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "kruis": '<path d="m6 6 12 12M18 6 6 18"/>',
    "let-op": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5m0 3v.01"/>',
    "fout": '<circle cx="12" cy="12" r="9.5"/><path d="M12 7v6m0 3.5v.01"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "omlaag": '<path d="m6 9.5 6 6 6-6"/>',
    "omhoog": '<path d="m6 14.5 6-6 6 6"/>',
    "pijl": '<path d="M4 12h16m-6-6 6 6-6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "potlood": '<path d="M4 20h4L19.5 8.5a2.8 2.8 0 0 0-4-4L4 16z"/>',
    "slot": '<rect x="4.5" y="10.5" width="15" height="11" rx="2"/><path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>',
    "uit": '<path d="M14 4H6a1.5 1.5 0 0 0-1.5 1.5v13A1.5 1.5 0 0 0 6 20h8M10 12h11m-4-4 4 4-4 4"/>',
    "vink": '<path d="m4.5 12.5 5 5L20 6.5"/>',
    "volgende": '<path d="m9.5 6 6 6-6 6"/>',
    "vorige": '<path d="m14.5 6-6 6 6 6"/>',
    "zoek": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
}  # fmt: skip
