"""What the templates of instruments need: which badge goes with a stand."""

from __future__ import annotations

from django import template

from instruments.stand import AANGEBODEN, NIET, ONBEKEND, ONDERSCHREVEN, VASTGESTELD, VOORBEREIDING

register = template.Library()

#: Stand → the badge (shape and colour) of the status that looks like it; the text is the stand itself.
LABELS = {
    VASTGESTELD: "afgerond",
    ONDERSCHREVEN: "opgevolgd",
    AANGEBODEN: "in_uitvoering",
    VOORBEREIDING: "nog_niet_gestart",
    NIET: "vervallen",
    ONBEKEND: "niet_te_beoordelen",
}


@register.filter
def standlabel(stand: str) -> str:
    """The badge of a stand; that of onbekend for an unknown one."""
    return LABELS.get(stand.replace("-", " "), LABELS[ONBEKEND])


@register.filter
def als_lijst(een: object) -> list[object]:
    """One row, where a list of rows is shown."""
    return [een]
