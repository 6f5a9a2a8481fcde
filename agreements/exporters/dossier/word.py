"""The dossier as a Word document: real headings, real lists, tables, a table of contents field, CONCEPT on every page.

Every paragraph has a bookmark that says what it is (`dossier_opmerking_12`), so that the document can be read back as
the dossier that it was; what somebody writes in it since has none, and is read as any other draft is. Nothing in it
refers to anything outside it, and there is no macro.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreements.dossier import Dossier, Dossierrol
from agreements.dossier_html import schoon
from agreements.exporters import word_delen as delen
from agreements.exporters.dossier import indeling
from agreements.exporters.dossier.gegevens import Dossiergegevens
from agreements.exporters.dossier.indeling import Blok, Gegeven, Punt
from agreements.exporters.dossier.tekst import Letters, tekstalineas
from agreements.exporters.dossier.watermerk import vml
from agreements.exporters.dossier.word_stijlen import DIEPSTE_KOP, DIEPSTE_LIJST, OPSOMMING, STIJLEN, nummering
from agreements.exporters.gegevens import Voortgang
from agreements.exporters.pakket import XML
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import MAKER
from agreements.exporters.word_alineas import Alineaschrijver, Inhoudsregel, inhoudsopgave, runs
from agreements.exporters.word_delen import PAGINA, TEKSTBREEDTE, R, W

#: Headings deeper than this are not in the contents: the parts, and three levels of agendapunten.
INHOUD_TOT = 4
_STAND = {"sup": "superscript", "sub": "subscript"}
_AGENDABREEDTEN = (1300, 800, 4100, TEKSTBREEDTE - 6200)
_BIJLAGEBREEDTEN = (900, 4600, TEKSTBREEDTE - 5500)


def maak_word(dossier: Dossier, gegevens: Dossiergegevens, voortgang: Voortgang | None = None) -> bytes:
    """The dossier as a .docx. The same dossier with the same gegevens gives the same bytes."""
    meld = voortgang or (lambda stap, procent: None)
    meld("De tekst wordt opgemaakt", 5)
    schrijver = _Schrijver(dossier, gegevens)
    document = schrijver.document()
    meld("Het bestand wordt samengesteld", 80)
    boven = leesbaar(indeling.boven_de_paginas(dossier, gegevens))
    # Above the title page only the word across it.
    koppen = [
        delen.koptekst(tekst, "", tekening=vml(nummer) if gegevens.concept else "")
        for nummer, tekst in enumerate(("", boven), start=1)
    ]
    titel = leesbaar(dossier.titel)
    kern = delen.kern(
        titel=titel,
        onderwerp=f"Het dossier van {gegevens.overleg}",
        maker=MAKER,
        trefwoorden=f"{gegevens.overleg}, dossier, leefomgeving",
        moment=gegevens.moment,
    )
    bestand = delen.pakket(
        document=document,
        koppen=koppen,
        stijlen=STIJLEN,
        nummering=nummering(schrijver.reeksen),
        voettekst=delen.voettekst(indeling.CONCEPT if gegevens.concept else ""),
        kern=kern,
        maker=MAKER,
    )
    meld("Klaar", 100)
    return bestand


class _Schrijver:
    """Writes the text of one document. `reeksen` are its numbered lists: their level and first number."""

    def __init__(self, dossier: Dossier, gegevens: Dossiergegevens) -> None:
        self.dossier = dossier
        self.gegevens = gegevens
        self.reeksen: list[tuple[int, int]] = []
        self._koppen: list[Inhoudsregel] = []
        self._alineas = Alineaschrijver()
        self._aantal = 0

    def document(self) -> str:
        titelblad = "".join(self._titelblad())
        # First the headings, then the contents that name them.
        tekst = "".join(self._delen())
        inhoud = "".join(inhoudsopgave(self._koppen, INHOUD_TOT, self._toevoeging))
        sectie = (
            '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default"'
            f' r:id="header2"/><w:footerReference w:type="default" r:id="footer1"/>{PAGINA}<w:titlePg/></w:sectPr>'
        )
        return f"{XML}<w:document {W} {R}><w:body>{titelblad}{inhoud}{tekst}{sectie}</w:body></w:document>"

    # The title page and the parts.

    def _titelblad(self) -> Iterator[str]:
        yield self._toevoeging("Subtitle", runs(leesbaar(self.gegevens.overleg)))
        yield self._p("Title", runs(self.dossier.titel), Dossierrol.TITEL)
        if self.gegevens.concept:
            yield self._toevoeging("Stand", runs(indeling.CONCEPT_UITLEG))
        for gegeven in indeling.voorblad(self.dossier, self.gegevens):
            yield self._gegeven(gegeven, "Gegeven")

    def _delen(self) -> Iterator[str]:
        if self.dossier.regels:
            yield self._kop(1, indeling.REGELS, Dossierrol.TOEVOEGING)
            yield from self._tekst(self.dossier.regels)
        yield self._kop(1, indeling.AGENDA, Dossierrol.HOOFDDEEL)
        yield from self._agenda()
        yield self._kop(1, indeling.DEELNEMERS, Dossierrol.HOOFDDEEL)
        yield from self._deelnemers()
        yield self._kop(1, indeling.DOSSIER, Dossierrol.HOOFDDEEL)
        if self.dossier.opbouw:
            yield self._toevoeging("Groep", runs(indeling.OPBOUW))
            yield from self._tekst(self.dossier.opbouw)
        for punt in indeling.punten(self.dossier):
            yield from self._punt(punt)
        yield self._kop(1, indeling.BIJLAGEN, Dossierrol.HOOFDDEEL)
        yield from self._bijlagen()

    def _agenda(self) -> Iterator[str]:
        rijen = [(een.tijd, een.nummer, een.titel, een.wie) for een in self.dossier.agenda]
        vet = [bool(een.nummer) and "." not in een.nummer for een in self.dossier.agenda]
        yield from self._tabel(indeling.AGENDAKOLOMMEN, rijen, _AGENDABREEDTEN, vet, leeg=indeling.GEEN_AGENDA)
        yield from self._tekst(self.dossier.agenda_tekst)

    def _deelnemers(self) -> Iterator[str]:
        groepen = indeling.groepen(self.dossier)
        for groep in groepen:
            yield self._p("Groep", runs(groep.kop), groep.rol)
            for een in groep.deelnemers:
                yield self._p("ListBullet", runs(een.naam), Dossierrol.DEELNEMER, vorm=_in_lijst(OPSOMMING, 0))
        if not groepen:
            yield self._toevoeging("Normal", runs(indeling.GEEN_DEELNEMERS))
        yield from self._tekst(self.dossier.deelnemers_tekst)

    def _bijlagen(self) -> Iterator[str]:
        rijen = [(een.nummer, een.naam, een.informatie) for een in self.dossier.bijlagen]
        yield from self._tabel(indeling.BIJLAGEKOLOMMEN, rijen, _BIJLAGEBREEDTEN, leeg=indeling.GEEN_BIJLAGEN)
        yield from self._tekst(self.dossier.bijlagen_tekst)

    # The dossier proper.

    def _punt(self, punt: Punt) -> Iterator[str]:
        yield self._kop(punt.diepte + 1, punt.kop, punt.punt.soort)
        for gegeven in punt.gegevens:
            yield self._gegeven(gegeven, "Kenmerk")
        for blok in punt.blokken:
            yield from self._blok(blok, punt.diepte + 2 + punt.heeft_delen)

    def _blok(self, blok: Blok, niveau: int) -> Iterator[str]:
        if blok.puntdeel:
            yield self._kop(niveau - 1, blok.puntdeel, blok.puntdeelrol, in_inhoud=False)
        yield self._kop(niveau, blok.kop, blok.soort, in_inhoud=False)
        if blok.ontbreekt:
            yield self._toevoeging("NogInTeVullen", runs(blok.ontbreekt))
        yield from self._tekst(blok.html)

    # Text with its markup.

    def _tekst(self, html: str) -> Iterator[str]:
        nummers: dict[tuple[int, int], int] = {}
        for alinea in tekstalineas(schoon(html)):
            inhoud = "".join(_letters(een) for een in alinea.letters)
            if alinea.niveau is None:
                yield self._p("Normal", inhoud, Dossierrol.TEKST)
                continue
            niveau = min(alinea.niveau, DIEPSTE_LIJST - 1)
            nummer = OPSOMMING
            if alinea.reeks is not None:
                if alinea.reeks not in nummers:
                    self.reeksen.append((niveau, alinea.reeks[1]))
                    nummers[alinea.reeks] = OPSOMMING + len(self.reeksen)
                nummer = nummers[alinea.reeks]
            stijl = "ListBullet" if alinea.reeks is None else "ListNumber"
            yield self._p(stijl, inhoud, Dossierrol.TEKST, vorm=_in_lijst(nummer, niveau))

    # Paragraphs and tables.

    def _kop(self, niveau: int, tekst: str, rol: str, *, in_inhoud: bool = True) -> str:
        niveau = min(niveau, DIEPSTE_KOP)
        naam = self._naam(rol)
        if in_inhoud and niveau <= INHOUD_TOT:
            self._koppen.append(Inhoudsregel(niveau=niveau, naam=naam, tekst=tekst))
        vorm = "<w:pageBreakBefore/>" if niveau == 1 else ""
        return self._alineas.p(f"Heading{niveau}", runs(tekst), naam, vorm=vorm)

    def _gegeven(self, gegeven: Gegeven, stijl: str) -> str:
        return self._p(stijl, f"{runs(f'{gegeven.naam}:', 'Naam')}{runs(f'{chr(9)}{gegeven.waarde}')}", gegeven.rol)

    def _tabel(
        self,
        kolommen: Sequence[str],
        rijen: Sequence[Sequence[str]],
        breedten: Sequence[int],
        vet: Sequence[bool] = (),
        *,
        leeg: str,
    ) -> Iterator[str]:
        """A table with a head that is repeated on each page; `vet` are the rows that stand out."""
        if not rijen:
            yield self._toevoeging("Normal", runs(leeg))
            return
        raster = "".join(f'<w:gridCol w:w="{breedte}"/>' for breedte in breedten)
        kop = _rij(kolommen, breedten, vet=True, vorm="<w:tblHeader/>", rand="062F61")
        rest = "".join(_rij(rij, breedten, vet=plaats < len(vet) and vet[plaats]) for plaats, rij in enumerate(rijen))
        yield (
            '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
            f"<w:tblGrid>{raster}</w:tblGrid>{kop}{rest}</w:tbl>"
        )
        # Between a table and what follows; Word wants a paragraph there.
        yield self._toevoeging("Normal", "")

    def _toevoeging(self, stijl: str, inhoud: str) -> str:
        return self._p(stijl, inhoud, Dossierrol.TOEVOEGING)

    def _p(self, stijl: str, inhoud: str, rol: str, *, vorm: str = "") -> str:
        return self._alineas.p(stijl, inhoud, self._naam(rol), vorm=vorm)

    def _naam(self, rol: str) -> str:
        self._aantal += 1
        return f"dossier_{rol}_{self._aantal}"


def _in_lijst(nummer: int, niveau: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{nummer}"/></w:numPr>'


def _letters(letters: Letters) -> str:
    vorm = "<w:b/>" * letters.vet + "<w:i/>" * letters.cursief
    if letters.stand:
        vorm += f'<w:vertAlign w:val="{_STAND[letters.stand]}"/>'
    return runs(letters.tekst, vorm=vorm)


def _rij(
    cellen: Sequence[str], breedten: Sequence[int], *, vet: bool = False, vorm: str = "", rand: str = "AAB4C0"
) -> str:
    letters = "<w:b/>" if vet else ""
    onder = f'<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rand}"/></w:tcBorders>'
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{vorm}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{breedte}" w:type="dxa"/>{onder}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="Cel"/></w:pPr>{runs(cel, vorm=letters)}</w:p></w:tc>'
            for cel, breedte in zip(cellen, breedten, strict=True)
        )
        + "</w:tr>"
    )
