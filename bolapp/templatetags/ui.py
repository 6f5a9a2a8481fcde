"""What the shared templates need to draw themselves: icons, dates, statuses, the navigation and form fields.

Nothing here reads the database; everything comes in as an argument or stands in this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bolapp.iconen import ICONEN

register = template.Library()

#: Stored value of a status or besluit -> what people read, in the order in which a bar shows them.
STATUSNAMEN: dict[str, str] = {
    "afgerond": "Afgerond",
    "opgevolgd": "Opgevolgd",
    "in_uitvoering": "In uitvoering",
    "vertraagd": "Vertraagd",
    "aangehouden": "Aangehouden",
    "nog_niet_gestart": "Nog niet gestart",
    "niet_te_beoordelen": "Nog niet te beoordelen",
    "vervallen": "Vervallen",
    "voorgesteld": "Voorgesteld",
    "ongewijzigd_vastgesteld": "Ongewijzigd vastgesteld",
    "gewijzigd_vastgesteld": "Gewijzigd vastgesteld",
}

#: The landsdelen as the navigation names them; their slugs are part of the public contract.
LANDSDELEN = (
    ("noord", "Noord"),
    ("noordwest", "Noordwest"),
    ("oost", "Oost"),
    ("zuid", "Zuid"),
    ("zuidwest", "Zuidwest"),
)

#: What is told to Parliament; the quantities are for who logged in, the others for everybody.
KAMER = (
    ("Moties", "motie-lijst"),
    ("Cijfers voor de brief", "cijfer-lijst"),
    ("Hoeveelheden", "hoeveelheid-lijst"),
)


@register.simple_tag
@cache
def versie() -> str:
    """The version of the application, as pyproject.toml has it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


# --- icons and statuses --------------------------------------------------------------------------------


@register.simple_tag
def icoon(naam: str, klasse: str = "") -> SafeString:
    """An inline SVG icon, hidden from screen readers. KeyError for a name that bolapp.iconen lacks."""
    return format_html(
        '<svg class="icoon{}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">{}</svg>',
        f" {klasse}" if klasse else "",
        mark_safe(ICONEN[naam]),  # noqa: S308 - our own constant
    )


@register.filter
def statusnaam(sleutel: str) -> str:
    """The name of a stored status or besluit; an unknown value comes back readable."""
    return STATUSNAMEN.get(sleutel, str(sleutel).replace("_", " ").capitalize())


@register.filter
def statusicoon(sleutel: str) -> str:
    """The name of the icon of a status or besluit; the empty circle for an unknown one."""
    return sleutel if sleutel in ICONEN else "nog_niet_gestart"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a status bar; `x`, `midden` and `breedte` are percentages as SVG writes them."""

    sleutel: str
    label: str
    aantal: int
    percentage: int
    url: str
    x: str
    midden: str
    breedte: str
    met_getal: bool


@register.filter
def segmenten(delen: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """The parts of a bar with their place, from dicts with `sleutel`, `aantal` and perhaps `label`, `url`.

    In the order of STATUSNAMEN, whatever order they came in. Whole percentages by the largest remainder, so
    that they add up to 100. A part without agreements keeps its row in the table and has no width.
    """
    volgorde = {sleutel: plaats for plaats, sleutel in enumerate(STATUSNAMEN)}
    rijen = sorted(delen, key=lambda deel: volgorde.get(str(deel["sleutel"]), len(volgorde)))
    totaal = sum(int(deel["aantal"]) for deel in rijen)
    exact = [100 * int(deel["aantal"]) / totaal if totaal else 0.0 for deel in rijen]
    heel = [int(waarde) for waarde in exact]
    tekort = (100 - sum(heel)) if totaal else 0
    for index in sorted(range(len(rijen)), key=lambda i: exact[i] - heel[i], reverse=True)[:tekort]:
        heel[index] += 1
    uit: list[Segment] = []
    begin = 0.0
    for deel, breedte, percentage in zip(rijen, exact, heel, strict=True):
        uit.append(
            Segment(
                sleutel=str(deel["sleutel"]),
                label=str(deel.get("label") or statusnaam(str(deel["sleutel"]))),
                aantal=int(deel["aantal"]),
                percentage=percentage,
                url=str(deel.get("url") or ""),
                x=f"{begin:.3f}%",
                midden=f"{begin + breedte / 2:.3f}%",
                breedte=f"{breedte:.3f}%",
                met_getal=breedte >= 6,
            )
        )
        begin += breedte
    return uit


@register.filter
def som(delen: Iterable[Mapping[str, Any]]) -> int:
    """The sum of `aantal` over the parts of a bar."""
    return sum(int(deel["aantal"]) for deel in delen)


# --- dates ---------------------------------------------------------------------------------------------


def _lokaal(waarde: date | datetime) -> date | datetime:
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


@register.filter
def dag(waarde: date | datetime | None) -> str:
    """ "6 november 2024", in Dutch time; empty for None."""
    return formats.date_format(_lokaal(waarde), "j F Y") if waarde else ""


@register.filter
def dag_kort(waarde: date | datetime | None) -> str:
    """ "6 nov 2024", for tables."""
    return formats.date_format(_lokaal(waarde), "j M Y").lower() if waarde else ""


@register.filter
def moment(waarde: date | datetime | None) -> str:
    """ "6 november 2024, 14:05 uur", in Dutch time."""
    return formats.date_format(_lokaal(waarde), "j F Y, H:i") + " uur" if waarde else ""


@register.simple_tag
def tijd(waarde: date | datetime | None, vorm: str = "") -> str:
    """A <time> with a date for machines and people; `vorm` is "" (whole), "kort" or "moment"."""
    if not waarde:
        return ""
    lokaal = _lokaal(waarde)
    tekst = {"kort": dag_kort, "moment": moment}.get(vorm, dag)(lokaal)
    return format_html('<time datetime="{}">{}</time>', lokaal.isoformat(), tekst)


@register.filter
def met_dubbele_punt(label: object) -> str:
    """A label before what is said of it; one that ends in a sign of its own gets no second."""
    tekst = str(label)
    return tekst if tekst.endswith(("?", ".", "!", ":")) else f"{tekst}:"


@register.filter
def periode(van: date | None, tot: date | None) -> str:
    """An interval as people say it; open ends become "vanaf" and "uiterlijk", none at all "geen termijn"."""
    if van and tot:
        if van == tot:
            return dag(van)
        begin = formats.date_format(van, "j F" if van.year == tot.year else "j F Y")
        if van.year == tot.year and van.month == tot.month:
            begin = str(van.day)
        return f"{begin} t/m {dag(tot)}"
    if tot:
        return f"uiterlijk {dag(tot)}"
    return f"vanaf {dag(van)}" if van else "geen termijn"


# --- navigation ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Navigatiepunt:
    """An entry of the main navigation; with `punten` it is a menu and has no address of its own."""

    naam: str
    url: str = ""
    actief: bool = False
    punten: list[Navigatiepunt] = field(default_factory=list)


def _punt(pad: str, naam: str, url_naam: str, *args: str) -> Navigatiepunt | None:
    """An entry, or None while its page does not exist (the pages come one by one)."""
    try:
        url = reverse(url_naam, args=args)
    except NoReverseMatch:
        return None
    return Navigatiepunt(naam, url, actief=pad == url or (url != "/" and pad.startswith(url)))


def _menu(naam: str, punten: Iterable[Navigatiepunt | None]) -> Navigatiepunt | None:
    """A menu of the entries that exist: None without any, and the entry itself when it is alone."""
    bestaand = [punt for punt in punten if punt]
    if len(bestaand) < 2:
        return bestaand[0] if bestaand else None
    return Navigatiepunt(naam, punten=bestaand, actief=any(punt.actief for punt in bestaand))


def _voortgang(pad: str) -> Navigatiepunt | None:
    """The menu of who follows the execution."""
    namen = (
        ("Monitoring", "monitoring"),
        ("Statusvoorstellen", "statusvoorstel-lijst"),
        ("Eigenaren", "eigenaar-lijst"),
    )
    return _menu("Voortgang", [_punt(pad, *punt) for punt in namen])


@register.simple_tag(takes_context=True)
def hoofdnavigatie(context: Context) -> list[Navigatiepunt]:
    """The main navigation for this request: what exists, with the page that one is on marked.

    A visitor without an account gets what is public, so that no entry leads to the log-in.
    """
    request: HttpRequest | None = context.get("request")
    pad = request.path if request else ""
    user = getattr(request, "user", None)
    if user is None:
        return []
    landsdelen = [_punt(pad, naam, "landsdeel-dashboard", slug) for slug, naam in LANDSDELEN]
    punten = [
        _punt(pad, "Overzicht", "start"),
        _punt(pad, "Afspraken", "afspraak-lijst"),
        _menu("Landsdelen", landsdelen),
        _punt(pad, "Overleggen", "overleg-overzicht"),
        _punt(pad, "Afsprakenlijsten", "afsprakenlijst-overzicht"),
        _menu("Kamer", [_punt(pad, *punt) for punt in (KAMER if user.is_authenticated else KAMER[:2])]),
        _punt(pad, "Instrumenten", "instrument-overzicht"),
    ]
    if user.is_authenticated:
        punten += [
            _voortgang(pad) if user.reikwijdte.rollen - {"beheerder"} else None,
            _punt(pad, "Taken", "taak-lijst"),
            _punt(pad, "Beheer", "admin:index") if user.is_staff else None,
        ]
    return [punt for punt in punten if punt]


@register.simple_tag
def adres(url_naam: str, *args: Any) -> str:
    """The address of a page by its URL name, empty while that page does not exist."""
    try:
        return reverse(url_naam, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/kruimelpad.html")
def kruimelpad(*stappen: str) -> dict[str, Any]:
    """The breadcrumb: pairs of name and address, and last the name of this page alone.

    `{% kruimelpad "Afspraken" afspraken_url afspraak.code %}`; "Overzicht" comes before it by itself.
    """
    *paren, hier = stappen
    begin = adres("start")
    uit = [{"naam": "Overzicht", "url": begin}] if begin else []
    uit += [{"naam": naam, "url": url} for naam, url in zip(paren[::2], paren[1::2], strict=True)]
    return {"stappen": uit, "hier": hier}


@register.simple_tag(takes_context=True)
def vraag(context: Context, **wijzigingen: Any) -> str:
    """The query string of this request with some parameters changed; None or "" takes one away.

    `<a href="{% vraag pagina=2 %}">`. A change of anything but the page starts again at the first page.
    """
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    if "pagina" not in wijzigingen:
        parameters.pop("pagina", None)
    for naam, waarde in wijzigingen.items():
        if waarde in (None, ""):
            parameters.pop(naam, None)
        else:
            parameters[naam] = str(waarde)
    gevraagd = parameters.urlencode()
    return f"?{gevraagd}" if gevraagd else request.path


@register.filter
def paginas(page_obj: Any) -> list[int | str]:
    """The page numbers to show: first, last and those around this one; a gap is an ellipsis."""
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))


# --- forms ---------------------------------------------------------------------------------------------


def _widgetklasse(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        return ""
    if isinstance(widget, forms.Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, forms.CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, forms.FileInput):
        return "bestandsveld"
    return "utrecht-textbox utrecht-textbox--html-input"


@register.filter
def invoer(veld: BoundField) -> SafeString:
    """The control of a form field with its class, and tied to its help text and error for screen readers."""
    attrs: dict[str, Any] = {}
    eigen = str(veld.field.widget.attrs.get("class", ""))
    klasse = f"{_widgetklasse(veld.field.widget)} {eigen}".strip()
    if klasse:
        attrs["class"] = klasse
    beschreven = [str(veld.field.widget.attrs.get("aria-describedby", ""))]
    if veld.help_text:
        beschreven.append(f"{veld.auto_id}_helptext")
    if veld.errors:
        beschreven.append(f"{veld.auto_id}_error")
        attrs["aria-invalid"] = "true"
    if ids := " ".join(deel for deel in beschreven if deel):
        attrs["aria-describedby"] = ids
    return veld.as_widget(attrs=attrs)


@register.filter
def is_fieldset(veld: BoundField) -> bool:
    """Whether the field is a group of controls (radio buttons, a list of checkboxes)."""
    return bool(veld.use_fieldset)


@register.filter
def is_vinkje(veld: BoundField) -> bool:
    """Whether the field is one checkbox, whose label stands behind it."""
    return isinstance(veld.field.widget, forms.CheckboxInput)


@register.filter
def eerste_id(veld: BoundField) -> str:
    """The id that a link to this field goes to: the first control of a group, or the control itself."""
    if veld.use_fieldset and veld.subwidgets:
        return str(veld.subwidgets[0].id_for_label or veld.auto_id)
    return str(veld.id_for_label or veld.auto_id)
