"""The list as a Word document: real headings, real lists with the list's own bullets, a table of contents field.

Written by hand, as the spreadsheets are: a document is a zip with a few XML files, and the usual library makes no
contents, no lists of its own, no bookmarks, and another file each time. Every paragraph has a bookmark that says
which part of the list it is (`bol_punt_12`), so that the document can be read back as what it was; a point also has
one with its public code, for links from outside. Nothing in it refers to anything outside it, and there is no macro.
"""

from __future__ import annotations

from collections.abc import Iterator

from agreements.exporters import word_delen as delen
from agreements.exporters.alineas import LANDSDEELNIVEAU, OPMAAK, RUBRIEKNIVEAU, SUBTEKEN, Alinea, Namen, alineas
from agreements.exporters.bijschriften import EMBARGO, EMBARGO_KORT, Bijschrift, gemerkt
from agreements.exporters.gegevens import Titelgegevens, Voortgang
from agreements.exporters.pakket import XML
from agreements.exporters.tekens import leesbaar
from agreements.exporters.titelblad import MAKER, bijzonderheden
from agreements.exporters.woordverschil import Merk
from agreements.exporters.word_alineas import Alineaschrijver, Inhoudsregel, inhoudsopgave, runs
from agreements.exporters.word_delen import ALINEA_IN, PAGINA, PUNT_IN, R, W
from agreements.lijst import Lijst, Onderdeel

_STIJLEN = {
    Onderdeel.INLEIDING: "Inleiding",
    Onderdeel.ALINEA: "LosseAlinea",
    Onderdeel.PUNT: "LosseAlinea",
    Onderdeel.SUBPUNT: "ListBullet2",
    Onderdeel.BIJSCHRIFT: "Toevoeging",
}
#: Ends the title page and contents; as small as can be, so that it never begins a page of its own.
_EINDE_VOORWERK = '<w:p><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
_LETTERSTIJLEN = {Merk.GELIJK: "", Merk.WEG: "Weg", Merk.NIEUW: "Nieuw"}


def maak_word(lijst: Lijst, gegevens: Titelgegevens, voortgang: Voortgang | None = None) -> bytes:
    """The list as a .docx. The same list with the same gegevens gives the same bytes."""
    meld = voortgang or (lambda stap, procent: None)
    meld("De tekst wordt opgemaakt", 5)
    schrijver = _Schrijver(lijst, gegevens)
    document = schrijver.document()
    meld("Het bestand wordt samengesteld", 80)
    embargo = EMBARGO_KORT if gegevens.embargo else ""
    titel = leesbaar(lijst.titel)
    koppen = [delen.koptekst(titel, leesbaar(kop)) for kop in schrijver.kopteksten]
    kern = delen.kern(
        titel=titel,
        onderwerp=f"De afspraken van {gegevens.ronde}",
        maker=MAKER,
        trefwoorden=f"{gegevens.ronde}, afsprakenlijst, leefomgeving, {OPMAAK}",
        moment=gegevens.moment,
    )
    bestand = delen.pakket(
        document=document,
        koppen=koppen,
        stijlen=delen.stijlen(*delen.KOPPEN),
        nummering=delen.nummering(list(schrijver.lijsten), SUBTEKEN),
        voettekst=delen.voettekst(embargo),
        kern=kern,
        maker=MAKER,
    )
    meld("Klaar", 100)
    return bestand


class _Schrijver:
    """Writes the text of one document.

    `lijsten` are the signs in use with the number of their list, `kopteksten` what stands at the right above the
    pages of each section: nothing above the contents, then the name of each landsdeel.
    """

    def __init__(self, lijst: Lijst, gegevens: Titelgegevens) -> None:
        self.lijst = lijst
        self.gegevens = gegevens
        self.lijsten: dict[str, int] = {"": 1}
        self.kopteksten: list[str] = []
        self._namen = Namen()
        self._alineas = Alineaschrijver()

    def document(self) -> str:
        titelblad = list(self._titelblad())
        rij = list(alineas(self.lijst, self.gegevens, self._namen))
        inhoud = self._inhoud([alinea for alinea in rij if 0 < alinea.niveau <= RUBRIEKNIVEAU])
        return "".join(
            [
                f"{XML}<w:document {W} {R}><w:body>",
                *titelblad,
                *inhoud,
                *self._met_secties(rij),
                "</w:body></w:document>",
            ]
        )

    def _met_secties(self, rij: list[Alinea]) -> Iterator[str]:
        """The paragraphs, with a section per landsdeel: each begins a page and has its name above the pages."""
        vorige, kop = _EINDE_VOORWERK, ""
        for alinea in rij:
            if alinea.niveau == LANDSDEELNIVEAU:
                yield _met_sectie(vorige, self._sectie(kop))
                kop = alinea.tekst
            else:
                yield vorige
            vorige = self._alinea(alinea)
        yield vorige
        yield self._sectie(kop)

    def _sectie(self, kop: str) -> str:
        eerste = not self.kopteksten
        self.kopteksten.append(kop)
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="header{len(self.kopteksten)}"/>'
            '<w:footerReference w:type="default" r:id="footer1"/><w:type w:val="nextPage"/>'
            f"{PAGINA}{'<w:titlePg/>' if eerste else ''}</w:sectPr>"
        )

    # The title page and the contents.

    def _titelblad(self) -> Iterator[str]:
        yield self._voorwerk("Subtitle", runs(leesbaar(self.gegevens.ronde)))
        yield self._p("Title", runs(self.lijst.titel), self._namen.volgende(Onderdeel.TITEL))
        if self.gegevens.keuze:
            yield self._voorwerk("Keuze", runs(leesbaar(self.gegevens.keuze)))
        if self.gegevens.embargo:
            yield self._voorwerk("Embargo", runs(EMBARGO))
        for naam, regels in bijzonderheden(self.gegevens):
            waarde = "\n".join(map(leesbaar, regels))
            yield self._voorwerk("Gegeven", f"{runs(naam, 'Naam')}{runs(f'{chr(9)}{waarde}')}")

    def _inhoud(self, koppen: list[Alinea]) -> Iterator[str]:
        regels = [Inhoudsregel(niveau=kop.niveau, naam=kop.naam, tekst=kop.tekst) for kop in koppen]
        return inhoudsopgave(regels, RUBRIEKNIVEAU, self._voorwerk)

    # The list.

    def _alinea(self, alinea: Alinea) -> str:
        stijl, vorm = self._vorm(alinea)
        inhoud = self._bijschrift(alinea.bijschrift) if alinea.bijschrift else runs(alinea.tekst)
        if alinea.blijft_bij_volgende:
            vorm = f"<w:keepNext/>{vorm}"
        return self._p(stijl, inhoud, alinea.naam, vorm=vorm, code=alinea.code)

    def _vorm(self, alinea: Alinea) -> tuple[str, str]:
        """The style of a paragraph, and what it has beside that."""
        if alinea.niveau:
            return f"Heading{alinea.niveau}", ""
        if alinea.onderdeel is Onderdeel.PUNT and alinea.teken:
            return "ListBullet", self._in_lijst(alinea.teken, 0)
        if alinea.onderdeel is Onderdeel.SUBPUNT:
            return "ListBullet2", self._in_lijst(alinea.teken or "", 1)
        if alinea.bijschrift and alinea.bijschrift.soort != "vervallen":
            wit = '<w:spacing w:after="180"/>' if alinea.is_laatste else ""
            return "Toevoeging", f'{wit}<w:ind w:left="{(PUNT_IN if alinea.teken else ALINEA_IN) + 170}"/>'
        return _STIJLEN[alinea.onderdeel], ""

    def _in_lijst(self, teken: str, niveau: int) -> str:
        nummer = self.lijsten.setdefault(teken, len(self.lijsten) + 1)
        return f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{nummer}"/></w:numPr>'

    def _bijschrift(self, bijschrift: Bijschrift) -> str:
        stukken = [runs(bijschrift.label, "Label")]
        if bijschrift.label and bijschrift.stukken:
            stukken.append(runs(" "))
        stukken += [runs(gemerkt(stuk), _LETTERSTIJLEN[stuk.merk]) for stuk in bijschrift.stukken]
        if bijschrift.code:
            stukken.append(runs(f" {bijschrift.code}", "Afspraakcode"))
        stukken += [runs(f"\n{regel}") for regel in bijschrift.toelichting]
        return "".join(stukken)

    # Paragraphs.

    def _voorwerk(self, stijl: str, inhoud: str) -> str:
        return self._p(stijl, inhoud, self._namen.volgende(Onderdeel.VOORWERK))

    def _p(self, stijl: str, inhoud: str, naam: str, *, vorm: str = "", code: str = "") -> str:
        """A paragraph with the name of its place, and perhaps a public code as another."""
        return self._alineas.p(stijl, inhoud, naam, code, vorm=vorm)


def _met_sectie(alinea: str, sectie: str) -> str:
    """The paragraph as the last of its section."""
    voor, _, na = alinea.partition("</w:pPr>")
    return f"{voor}{sectie}</w:pPr>{na}"
