"""Dossiers to make documents of: one with everything in it, and any that there could be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from agreements.dossier import (
    Agendablok,
    Agendapunt,
    Agendaregel,
    Agendasoort,
    Bijlage,
    Bloksoort,
    Deelnemer,
    Dossier,
    Invulling,
    Voorstel,
    Zijde,
)
from agreements.exporters.dossier import Dossiergegevens
from agreements.importers.dossier.rij import Alinea, Stuk, naar_html

GEGEVENS = Dossiergegevens(
    overleg="BO Leefomgeving 2031 Oost",
    moment=datetime(2031, 2, 3, 8, 5, tzinfo=UTC),
    concept=True,
    versienummer=4,
)
LANG = "Windturbineparkvergunningverleningsprocedure" * 6
#: A sentence in bold over several lines, with words that are divided at their ends.
VET = f"<strong>{'De waterveiligheidsmaatregelen en bestuursovereenkomsten worden voorbereid. ' * 6}</strong>&amp;"
DIEP = "".join(f"<ul><li>diepte {diepte}" for diepte in range(12)) + "</li></ul>" * 12

#: Every kind of thing that a dossier can hold, with text that could act as markup or as something else.
ALLES = Dossier(
    soort="bol",
    jaar=2031,
    landsdeel="oost",
    titel="Dossier <Oost> & meer 2031",
    versie="conceptversie 4, “bijna” <klaar>",
    datum=date(2031, 3, 4),
    begin=time(13),
    eind=time(14, 30),
    locatie="Provinciehuis; zaal <1> & 2",
    regels="<p>Alleen wat <strong>nodig</strong> is:</p><ul><li>A. Agenda kort</li><li>Datum: morgen</li></ul>",
    agenda=(
        Agendaregel(tijd="13.00 uur", titel="Opstarten"),
        Agendaregel(tijd="13.05 uur", nummer="1", titel="Water & <zand>", wie="Minister A, gedeputeerde B"),
        Agendaregel(nummer="1.1", titel="9 september en daarna-", wie="PM"),
        Agendaregel(titel="vervolg"),
        Agendaregel(tijd="14.00 uur", nummer="2", titel="Hamerstukken"),
    ),
    agenda_tekst="<p>Locatie: staat hierboven</p>",
    deelnemers=(
        Deelnemer(zijde=Zijde.RIJK, naam="Minister van <Water>"),
        Deelnemer(zijde=Zijde.REGIO, naam="PM"),
        Deelnemer(zijde=Zijde.RIJK, naam="Secretaris", ondersteuning=True),
        Deelnemer(zijde=Zijde.REGIO, naam="Adviseur & tolk", ondersteuning=True),
    ),
    deelnemers_tekst="<p>Deelnemers namens het Rijk melden zich.</p>",
    opbouw="<p>1. Titel</p><ul><li>XX – schrijf hier de samenvatting van het agendapunt</li></ul>",
    agendapunten=(
        Agendapunt(
            nummer="1",
            titel="Water & <zand>",
            wie=("Minister A", "gedeputeerde B, namens C"),
            begin=time(13, 5),
            eind=time(13, 55),
            opmerkingen=("Status?", "Versie: let op, de dijk"),
        ),
        Agendapunt(
            nummer="1.1",
            titel="9 september en daarna-",
            soort=Agendasoort.HAMERPUNT,
            versie="V05 80% 19-5, vrijwel af",
            blokken=(
                Agendablok(
                    soort=Bloksoort.IN_HET_KORT,
                    deel="Eerste deel (1/2)",
                    html=(
                        "<p>Toelichting:</p><p>Aandachtspunt: 3 &lt; 4 &amp; <strong>vet</strong><em>schuin</em>"
                        "<em><strong>beide</strong></em> m<sup>2</sup> CO<sub>2</sub></p>"
                        '<ol start="3"><li>derde<br>nog eens<ul><li>los<ol><li>een</li></ol></li></ul></li>'
                        "<li>vierde</li></ol><p>Tussen.</p><ol><li>opnieuw één</li></ol>"
                    ),
                ),
                Agendablok(soort=Bloksoort.IN_HET_KORT, deel="Eerste deel (1/2) (2)", html="<p>nog een keer</p>"),
                Agendablok(
                    soort=Bloksoort.VOORGESTELDE_AFSPRAKEN,
                    html="<p>Rijk en regio spreken af:</p><ul><li>een dijk te bouwen<ul><li>van klei;</li></ul></li>"
                    "<li>PM</li></ul><p>Los.</p>",
                    voorstellen=(
                        Voorstel(
                            tekst="een dijk te bouwen", subpunten=("van klei;",), inleiding="Rijk en regio spreken af:"
                        ),
                        Voorstel(tekst="PM", invulling=Invulling.PM, inleiding="Rijk en regio spreken af:"),
                        Voorstel(tekst="Los."),
                    ),
                ),
            ),
        ),
        Agendapunt(
            nummer="1.1.2",
            titel=f"Over {LANG}",
            soort=Agendasoort.MEDEDELING,
            blokken=(
                Agendablok(soort=Bloksoort.IN_HET_KORT, html="<p>PM</p>", invulling=Invulling.PM),
                Agendablok(soort=Bloksoort.BESPREEKPUNTEN, invulling=Invulling.LEEG),
                Agendablok(
                    soort=Bloksoort.TOELICHTING,
                    html="<ul><li>XX – schrijf hier de samenvatting van het agendapunt</li></ul>",
                    invulling=Invulling.SJABLOON,
                ),
            ),
        ),
        Agendapunt(
            nummer="2",
            titel="Hamerstukken",
            soort=Agendasoort.BESPREEKPUNT,
            blokken=(Agendablok(soort=Bloksoort.TOELICHTING, html=f"<p>{LANG}</p><p>{VET}</p>"),),
        ),
    ),
    bijlagen=(
        Bijlage(nummer="1", naam="Kaart <A&B>", informatie="bij 1.1"),
        Bijlage(naam="Zonder nummer"),
        Bijlage(nummer="Tijd", naam="Wie", informatie="Titel"),
    ),
    bijlagen_tekst="<p>Vertrouwelijk</p>",
)

#: White space as one space and no control characters, as every reader makes it.
TEKST = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="·"), min_size=1, max_size=25)
    .map(lambda tekst: " ".join(tekst.split()))
    .filter(bool)
)
_STUK = st.builds(Stuk, tekst=TEKST, vet=st.booleans(), cursief=st.booleans(), stand=st.sampled_from(["", "sup"]))
_REGEL = st.builds(
    Alinea,
    stukken=st.lists(_STUK, min_size=1, max_size=3).map(tuple),
    regel=st.just(1),
    niveau=st.none() | st.integers(0, 4),
    nummer=st.none() | st.integers(1, 12),
    vervolg=st.booleans(),
)
HTML = st.lists(_REGEL, min_size=1, max_size=6).map(naar_html)
_BLOKKEN = st.lists(
    st.builds(Agendablok, soort=st.sampled_from(Bloksoort), html=HTML), max_size=4, unique_by=lambda blok: blok.soort
).map(tuple)
_PUNT = st.builds(
    Agendapunt,
    nummer=st.lists(st.integers(1, 12).map(str), min_size=1, max_size=4).map(".".join),
    titel=TEKST,
    soort=st.sampled_from(Agendasoort),
    wie=st.lists(TEKST, max_size=3).map(tuple),
    versie=st.just("") | TEKST,
    opmerkingen=st.lists(TEKST, max_size=2).map(tuple),
    blokken=_BLOKKEN,
)
DOSSIERS = st.builds(
    Dossier,
    soort=st.just("bol"),
    jaar=st.just(2031),
    landsdeel=st.just("oost"),
    titel=TEKST.map(lambda tekst: f"T {tekst}"),
    versie=st.just("") | TEKST,
    locatie=st.just("") | TEKST,
    regels=st.just("") | HTML,
    agenda=st.lists(
        st.builds(Agendaregel, tijd=st.just("") | TEKST, titel=TEKST, wie=st.just("") | TEKST), max_size=3
    ).map(tuple),
    agenda_tekst=st.just("") | HTML,
    opbouw=st.just("") | HTML,
    agendapunten=st.lists(_PUNT, min_size=1, max_size=4, unique_by=lambda punt: punt.nummer).map(tuple),
    bijlagen=st.lists(st.builds(Bijlage, nummer=st.just("") | TEKST, naam=TEKST), max_size=2).map(tuple),
    bijlagen_tekst=st.just("") | HTML,
)
