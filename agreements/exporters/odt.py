"""The list as OpenDocument text: outline headings, real lists with the list's own bullets, a table of contents.

Written by hand, as the spreadsheets and the Word document are, from the same row of paragraphs as the latter and with
the same names for their places. Page numbers in the contents are references, which programs work out by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from agreements.exporters import odt_delen as delen
from agreements.exporters.alineas import OPMAAK, RUBRIEKNIVEAU, SUBTEKEN, Alinea, Namen, alineas
from agreements.exporters.bijschriften import EMBARGO, EMBARGO_KORT, Bijschrift, gemerkt
from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.odt_delen import FONTS, MANIFEST, MIMETYPE, RUIMTEN
from agreements.exporters.pakket import XML, schrijf_pakket, xml_tekst, xml_waarde
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import MAKER, bijzonderheden
from agreements.exporters.woordverschil import Merk
from agreements.exporters.word_delen import tekenfont
from agreements.lijst import Lijst, Onderdeel

#: What is an element of its own: spaces that OpenDocument would drop, tabs, line ends; and signs in fonts of signs.
_STUKKEN = re.compile("(^ +| +$|(?<=[ \t\n]) +|[\t\n]|[\uf000-\uf0ff]+)")
_ELEMENTEN = {"\t": "<text:tab/>", "\n": "<text:line-break/>"}
#: Between a long heading in the contents and its page number.
_AFSTAND = "\u2003"
_STIJLEN = {
    Onderdeel.INLEIDING: "Inleiding",
    Onderdeel.ALINEA: "Losse_20_alinea",
    Onderdeel.PUNT: "Losse_20_alinea",
    Onderdeel.SUBPUNT: "List_20_2",
    Onderdeel.BIJSCHRIFT: "Vervallen",
}
_LETTERSTIJLEN = {Merk.GELIJK: "", Merk.WEG: "Weg", Merk.NIEUW: "Nieuw"}


def maak_odt(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as an .odt. The same list with the same gegevens gives the same bytes."""
    meld = voortgang or (lambda stap, procent: None)
    meld("De tekst wordt opgemaakt", 5)
    inhoud = _Schrijver(lijst, gegevens).document()
    meld("Het bestand wordt samengesteld", 80)
    titel = leesbaar(lijst.titel)
    meta = delen.meta(
        titel=titel,
        onderwerp=f"De afspraken van {gegevens.ronde}",
        maker=MAKER,
        trefwoorden=[gegevens.ronde, "afsprakenlijst", "leefomgeving", OPMAAK],
        moment=gegevens.moment,
    )
    uit = BytesIO()
    schrijf_pakket(
        uit,
        (
            ("META-INF/manifest.xml", MANIFEST),
            ("meta.xml", meta),
            ("styles.xml", delen.stijlen(titel=titel, embargo=EMBARGO_KORT if gegevens.embargo else "")),
            ("content.xml", inhoud),
        ),
        mimetype=MIMETYPE,
    )
    meld("Klaar", 100)
    return uit.getvalue()


class _Schrijver:
    """Writes the text of one document; `_lijsten` are the signs in use with the number of their list style."""

    def __init__(self, lijst: Lijst, gegevens: Titelgegevens) -> None:
        self.lijst = lijst
        self.gegevens = gegevens
        self._lijsten: dict[str, int] = {"": 1}
        self._namen = Namen()

    def document(self) -> str:
        titelblad = "".join(self._titelblad())
        rij = list(alineas(self.lijst, self.gegevens, self._namen))
        inhoud = "".join(self._inhoud([alinea for alinea in rij if 0 < alinea.niveau <= RUBRIEKNIVEAU]))
        tekst = "".join(self._tekst_van(rij))
        return (
            f'{XML}<office:document-content {RUIMTEN} office:version="1.3">{FONTS}<office:automatic-styles>'
            '<style:style style:name="Begin" style:family="paragraph" style:parent-style-name="Subtitle"'
            ' style:master-page-name="Titelblad"/>'
            f"{delen.AFWIJKENDE_STIJLEN}{delen.lijststijlen(list(self._lijsten), SUBTEKEN)}</office:automatic-styles>"
            f"<office:body><office:text>{titelblad}{inhoud}{tekst}</office:text></office:body></office:document-content>"
        )

    # The title page and the contents.

    def _titelblad(self) -> Iterator[str]:
        yield self._voorwerk("Begin", _tekst(leesbaar(self.gegevens.ronde)))
        yield _p("Title", _tekst(self.lijst.titel), self._namen.volgende(Onderdeel.TITEL))
        if self.gegevens.keuze:
            yield self._voorwerk("Keuze", _tekst(leesbaar(self.gegevens.keuze)))
        if self.gegevens.embargo:
            yield self._voorwerk("Embargo", _tekst(EMBARGO))
        for naam, regels in bijzonderheden(self.gegevens):
            waarde = "\n".join(map(leesbaar, regels))
            yield self._voorwerk("Gegeven", f"{_tekst(naam, 'Naam')}{_tekst(f'{chr(9)}{waarde}')}")

    def _inhoud(self, koppen: list[Alinea]) -> Iterator[str]:
        """The contents, entries and all; a program that updates it makes the same ones."""
        sjablonen = "".join(
            f'<text:table-of-content-entry-template text:outline-level="{niveau}"'
            f' text:style-name="Contents_20_{niveau}"><text:index-entry-link-start/><text:index-entry-text/>'
            f"<text:index-entry-span>{_AFSTAND}</text:index-entry-span>"
            '<text:index-entry-tab-stop style:type="right" style:leader-char=" "/><text:index-entry-page-number/>'
            "<text:index-entry-link-end/></text:table-of-content-entry-template>"
            for niveau in range(1, RUBRIEKNIVEAU + 1)
        )
        yield (
            '<text:table-of-content text:name="Inhoud" text:protected="false"><text:table-of-content-source'
            f' text:outline-level="{RUBRIEKNIVEAU}" text:use-index-marks="false">'
            f'<text:index-title-template text:style-name="Contents_20_Heading">Inhoud</text:index-title-template>'
            f'{sjablonen}</text:table-of-content-source><text:index-body><text:index-title text:name="Inhoud_Kop">'
        )
        yield self._voorwerk("Contents_20_Heading", "Inhoud")
        yield "</text:index-title>"
        for kop in koppen:
            pagina = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{kop.naam}"/>'
            regel = (
                f'<text:a xlink:type="simple" xlink:href="#{kop.naam}" text:style-name="Inhoudslink"'
                f' text:visited-style-name="Inhoudslink">{_tekst(leesbaar(kop.tekst))}</text:a>'
            )
            yield self._voorwerk(f"Contents_20_{kop.niveau}", f"{regel}{_AFSTAND}<text:tab/>{pagina}")
        yield "</text:index-body></text:table-of-content>"

    # The list.

    def _tekst_van(self, rij: Iterable[Alinea]) -> Iterator[str]:
        """The paragraphs, with the points and what belongs to them in lists.

        `teken` is the sign of the list that is open, with `diep` when a list of sub-points is open in it.
        """
        teken: str | None = None
        diep = False
        for alinea in rij:
            hoort = self._hoort_in(alinea, teken)
            if diep and (not hoort or alinea.onderdeel is not Onderdeel.SUBPUNT):
                yield "</text:list-item></text:list>"
                diep = False
            if teken is not None and not hoort:
                yield "</text:list-item></text:list>"
                teken = None
            if alinea.onderdeel is Onderdeel.PUNT and alinea.teken:
                yield "</text:list-item><text:list-item>" if teken else self._begin_lijst(alinea.teken)
                teken = alinea.teken
            elif alinea.onderdeel is Onderdeel.SUBPUNT:
                if teken is None:
                    yield self._begin_lijst("")
                    teken = ""
                yield "</text:list-item><text:list-item>" if diep else "<text:list><text:list-item>"
                diep = True
            yield self._alinea(alinea)
        if diep:
            yield "</text:list-item></text:list>"
        if teken is not None:
            yield "</text:list-item></text:list>"

    @staticmethod
    def _hoort_in(alinea: Alinea, teken: str | None) -> bool:
        """Whether a paragraph goes into the list that is open ("" for sub-points of a paragraph, None for none)."""
        if alinea.onderdeel is Onderdeel.PUNT:
            return bool(alinea.teken) and alinea.teken == teken
        if alinea.onderdeel is Onderdeel.SUBPUNT:
            return (alinea.teken or "") == teken
        return bool(teken) and alinea.onderdeel is Onderdeel.BIJSCHRIFT and alinea.teken == teken

    def _begin_lijst(self, teken: str) -> str:
        nummer = self._lijsten.setdefault(teken, len(self._lijsten) + 1)
        return f'<text:list text:style-name="L{nummer}"><text:list-item>'

    def _alinea(self, alinea: Alinea) -> str:
        inhoud = _bijschrift(alinea.bijschrift) if alinea.bijschrift else _tekst(alinea.tekst)
        if alinea.niveau:
            return _h(alinea.niveau, inhoud, alinea.naam)
        return _p(_stijl(alinea), inhoud, alinea.naam, alinea.code)

    def _voorwerk(self, stijl: str, inhoud: str) -> str:
        return _p(stijl, inhoud, self._namen.volgende(Onderdeel.VOORWERK))


def _stijl(alinea: Alinea) -> str:
    if alinea.onderdeel is Onderdeel.PUNT and alinea.teken:
        stijl = "List_20_1"
    elif alinea.bijschrift and alinea.bijschrift.soort != "vervallen":
        stijl = "Toevoeging" if alinea.teken else "Toevoeging_20_alinea"
        if alinea.is_laatste:
            return f"{stijl}_20_laatste_{delen.IN_LIJST}" if alinea.teken else f"{stijl}_20_laatste"
    else:
        stijl = _STIJLEN[alinea.onderdeel]
    return f"{stijl}_{delen.VAST}" if alinea.blijft_bij_volgende else stijl


def _bijschrift(bijschrift: Bijschrift) -> str:
    runs = [_tekst(bijschrift.label, "Label")] if bijschrift.label else []
    if bijschrift.label and bijschrift.stukken:
        runs.append('<text:s text:c="1"/>')
    runs += [_tekst(gemerkt(stuk), _LETTERSTIJLEN[stuk.merk]) for stuk in bijschrift.stukken]
    if bijschrift.code:
        runs.append(f'<text:s text:c="1"/>{_tekst(bijschrift.code, "Afspraakcode")}')
    runs += [f"<text:line-break/>{_tekst(regel)}" for regel in bijschrift.toelichting]
    return "".join(runs)


# --- paragraphs ---------------------------------------------------------------------------------------------


def _h(niveau: int, inhoud: str, naam: str) -> str:
    return (
        f'<text:h text:style-name="Heading_20_{niveau}" text:outline-level="{niveau}">'
        f'<text:bookmark-start text:name="{naam}"/>{inhoud}<text:bookmark-end text:name="{naam}"/></text:h>'
    )


def _p(stijl: str, inhoud: str, naam: str, code: str = "") -> str:
    """A paragraph with the name of its place, and perhaps a public code as another."""
    merken = [xml_waarde(merk) for merk in (naam, code) if merk]
    begin = "".join(f'<text:bookmark-start text:name="{merk}"/>' for merk in merken)
    einde = "".join(f'<text:bookmark-end text:name="{merk}"/>' for merk in merken)
    return f'<text:p text:style-name="{stijl}">{begin}{inhoud}{einde}</text:p>'


def _tekst(tekst: str, stijl: str = "") -> str:
    """The text to the letter, in a character style."""
    inhoud = "".join(_stuk(stuk) for stuk in _STUKKEN.split(tekst) if stuk)
    return f'<text:span text:style-name="{stijl}">{inhoud}</text:span>' if stijl else inhoud


def _stuk(stuk: str) -> str:
    if stuk in _ELEMENTEN:
        return _ELEMENTEN[stuk]
    if not stuk.strip(" "):
        return f'<text:s text:c="{len(stuk)}"/>'
    if font := tekenfont(stuk[0]):
        return f'<text:span text:style-name="{font}">{xml_tekst(stuk)}</text:span>'
    return xml_tekst(stuk)
