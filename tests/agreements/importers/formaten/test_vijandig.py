"""Documents made to hurt: each is refused with a sentence or read without harm, quickly and with little memory."""

from __future__ import annotations

import random
import socket
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from agreements.importers.bron import MAX_BYTES_DOCUMENT, Brontekst
from agreements.importers.formaten import lees_bron, pdf
from agreements.importers.formaten.pdf_lezen import lees_in_dit_proces
from agreements.lijst import LijstFout
from bolapp import settings as project_settings
from tests.agreements.importers.formaten.test_word import W, p, word
from tests.agreements.importers.indelingen.bol_2024 import DOCUMENT
from tests.agreements.importers.indelingen.weergave_odt import als_odt, pak
from tests.agreements.importers.indelingen.weergave_pdf import als_pdf
from tests.agreements.importers.indelingen.weergave_word import als_word

pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.*")

MIB = 1024 * 1024


def weigert(inhoud: bytes, naam: str, reden: str) -> None:
    with pytest.raises(LijstFout, match=reden):
        lees_bron(inhoud, naam=naam)


def ingepakt(inhoud: bytes, deel: str, nieuw: bytes) -> bytes:
    """The same zip with another content of one part, packed."""
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam in dict.fromkeys([*oud.namelist(), deel]):
            pakket.writestr(naam, nieuw if naam == deel else oud.read(naam))
    return uit.getvalue()


@pytest.fixture
def zuinig() -> Iterator[None]:
    """What happens here takes little memory and time."""
    tracemalloc.start()
    begin = process_time()
    yield
    assert process_time() - begin < 10
    assert tracemalloc.get_traced_memory()[1] < 150 * MIB
    tracemalloc.stop()


# --- the zip --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("zuinig")
@pytest.mark.parametrize(("naam", "deel"), [("lijst.docx", "word/document.xml"), ("lijst.odt", "content.xml")])
def test_zip_bomb_is_refused_by_the_size_that_it_says_to_have(naam: str, deel: str) -> None:
    heel = word(p("x")) if naam.endswith("docx") else pak("<text:p>x</text:p>")
    weigert(ingepakt(heel, deel, b"\0" * (80 * MIB)), naam, "wordt bij het uitpakken te groot")


@pytest.mark.usefixtures("zuinig")
def test_zip_bomb_that_lies_about_its_size_is_found_out_while_reading() -> None:
    inhoud = bytearray(ingepakt(word(p("x")), "word/document.xml", b"\0" * (60 * MIB)))
    echt, leugen = struct.pack("<I", 60 * MIB), struct.pack("<I", 1000)
    inhoud = bytearray(bytes(inhoud).replace(echt, leugen))
    weigert(bytes(inhoud), "lijst.docx", "beschadigd")


def test_zip_with_endless_parts_is_refused() -> None:
    delen: dict[str, Any] = {f"word/media/{nummer}": b"" for nummer in range(5_000)}
    weigert(word(p("x"), **delen), "lijst.docx", "losse onderdelen")


@pytest.mark.parametrize("pad", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_zip_with_a_path_out_of_itself_is_refused(pad: str) -> None:
    delen: dict[str, Any] = {pad: b"x"}
    weigert(word(p("x"), **delen), "lijst.docx", "pad naar een andere map")


# --- the XML --------------------------------------------------------------------------------------------

_BOM = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
_BUITEN = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.usefixtures("zuinig")
@pytest.mark.parametrize("doctype", [_BOM, _BUITEN, '<!DOCTYPE d SYSTEM "http://voorbeeld.invalid/x.dtd">'])
@pytest.mark.parametrize("codering", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "deel", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "docProps/core.xml"]
)
def test_entities_and_dtd_are_refused_in_every_part(doctype: str, codering: str, deel: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codering}"?>{doctype}<w:document xmlns:w="{W}">&a;</w:document>'
    weigert(ingepakt(word(p("x")), deel, xml.encode(codering)), "lijst.docx", "DTD of entiteiten")


@pytest.mark.usefixtures("zuinig")
def test_deeply_nested_xml_is_refused() -> None:
    for diepte in (150, 5_000, 200_000):
        diep = "<w:sdt><w:sdtContent>" * diepte + "</w:sdtContent></w:sdt>" * diepte
        with pytest.raises(LijstFout):
            lees_bron(word(diep), naam="lijst.docx")
        with pytest.raises(LijstFout):
            lees_bron(pak("<text:section>" * diepte + "</text:section>" * diepte), naam="lijst.odt")


@pytest.mark.usefixtures("zuinig")
def test_part_of_countless_small_elements_is_refused_before_it_is_parsed() -> None:
    weigert(ingepakt(word(p("x")), "word/document.xml", b"<a/>" * 3_000_000), "lijst.docx", "te groot")


def test_nothing_outside_the_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def verboden(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"opens {args}")

    inhoud = [("lijst.docx", als_word(DOCUMENT.alineas, echt=True))]
    plaatje = '<draw:frame><draw:image xlink:href="file:///etc/hostname"/></draw:frame>'
    inhoud.append(
        ("lijst.odt", pak(f'<text:p>Tekst.{plaatje}<text:a xlink:href="http://x.invalid/">hier</text:a></text:p>'))
    )
    monkeypatch.setattr(socket, "socket", verboden)
    monkeypatch.setattr(socket, "getaddrinfo", verboden)
    monkeypatch.setattr("builtins.open", verboden)
    monkeypatch.setattr(Path, "open", verboden)
    for naam, document in inhoud:
        assert lees_bron(document, naam=naam).tekst


# --- what kind of file it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("a.docx", b"%PDF-1.7\n", r"heet \.docx, maar is een PDF"),
        ("a.docx", pak("<text:p>x</text:p>"), r"heet \.docx, maar is een ODT"),
        ("a.odt", word(p("x")), r"heet \.odt, maar is een Word-document"),
        ("a.pdf", word(p("x")), r"heet \.pdf, maar is een Word-document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud Word- of Excelbestand"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("a.docx", b"gewone tekst", "heel ander soort bestand"),
        ("a.docx", b"", "is leeg"),
        ("a.pdf", b"\0" * 100, "is leeg"),
    ],
)
def test_file_is_judged_by_what_it_is_and_not_by_its_name(naam: str, inhoud: bytes, reden: str) -> None:
    weigert(inhoud, naam, reden)


def test_spreadsheet_is_no_document() -> None:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr("[Content_Types].xml", "<Types/>")
        pakket.writestr("xl/workbook.xml", "<workbook/>")
    weigert(uit.getvalue(), "a.docx", "rekenblad")


@pytest.mark.usefixtures("zuinig")
@pytest.mark.parametrize("extensie", ["txt", "docx", "odt", "pdf"])
def test_file_of_200_mb_is_refused_before_it_is_read(extensie: str, tmp_path: Path) -> None:
    groot = tmp_path / f"groot.{extensie}"
    with groot.open("wb") as bestand:
        bestand.truncate(200 * MIB)
    with pytest.raises(LijstFout, match=r"te groot \(200 MB\)"):
        lees_bron(groot, naam=groot.name)


def test_what_may_be_uploaded_may_be_read() -> None:
    assert MAX_BYTES_DOCUMENT == project_settings.BOL_MAX_UPLOAD


# --- PDF -------------------------------------------------------------------------------------------------


def leeg_pdf(paginas: int = 1) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(paginas):
        document.add_blank_page()
    return document


def met_tekst(document: pikepdf.Pdf, inhoud: bytes) -> pikepdf.Pdf:
    """Show this content on the first page, with the font F."""
    pagina = document.pages[0]
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pagina.Resources = Dictionary(Font=Dictionary(F=font))
    pagina.Contents = document.make_stream(inhoud)
    return document


ZIN = b"BT /F 11 Tf 72 700 Td (Regio Noord) Tj ET"


def bytes_van(document: pikepdf.Pdf, **opslag: Any) -> bytes:
    uit = BytesIO()
    document.save(uit, **opslag)
    return uit.getvalue()


def test_pdf_of_only_pictures_is_refused_with_that_reason() -> None:
    document = leeg_pdf()
    beeld = document.make_stream(
        b"\0" * 300,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    document.pages[0].Resources = Dictionary(XObject=Dictionary(B=beeld))
    document.pages[0].Contents = document.make_stream(b"q 500 0 0 700 0 0 cm /B Do Q")
    weigert(bytes_van(document), "scan.pdf", "alleen uit afbeeldingen")


def test_pdf_with_a_password_or_too_many_pages_or_nothing_in_it_is_refused() -> None:
    geheim = bytes_van(met_tekst(leeg_pdf(), ZIN), encryption=pikepdf.Encryption(user="a", owner="b"))
    weigert(geheim, "a.pdf", "wachtwoord")
    weigert(bytes_van(leeg_pdf(501)), "a.pdf", "501 pagina’s")
    weigert(b"%PDF-1.7\nstuk", "a.pdf", "beschadigd")


def test_pdf_that_only_forbids_printing_is_read() -> None:
    alleen_eigenaar = bytes_van(met_tekst(leeg_pdf(), ZIN), encryption=pikepdf.Encryption(user="", owner="b"))
    assert lees_bron(alleen_eigenaar, naam="a.pdf").tekst == "Regio Noord"


def test_scripts_and_attached_files_of_a_pdf_are_told_and_left_alone(tmp_path: Path) -> None:
    document = met_tekst(leeg_pdf(), ZIN)
    spoor = tmp_path / "spoor"
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.launchURL('http://voorbeeld.invalid/')")
    document.pages[0].AA = Dictionary(O=document.make_indirect(Dictionary(S=Name.Launch, F=f"touch {spoor}")))
    document.attachments["a.exe"] = b"MZ"
    bron = lees_bron(bytes_van(document), naam="a.pdf")
    assert bron.tekst == "Regio Noord"
    assert {melding.soort for melding in bron.meldingen} == {"scripts genegeerd", "bijlagen genegeerd"}
    assert not spoor.exists()


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.launchURL('http://voorbeeld.invalid/')")


@pytest.mark.parametrize("waar", ["bij het openen", "bij een pagina", "bij een koppeling", "in een eigen object"])
def test_script_of_a_pdf_is_told_wherever_it_stands(waar: str) -> None:
    document = met_tekst(leeg_pdf(), ZIN)
    pagina = document.pages[0]
    match waar:
        case "bij het openen":
            document.Root.OpenAction = SCRIPT
        case "bij een pagina":
            pagina.obj.AA = Dictionary(O=SCRIPT)
        case "bij een koppeling":
            pagina.obj.Annots = Array([document.make_indirect(Dictionary(Subtype=Name.Link, A=SCRIPT))])
        case _:
            document.Root.OpenAction = document.make_indirect(SCRIPT)
    bron = lees_bron(bytes_van(document), naam="a.pdf")
    assert bron.tekst == "Regio Noord"
    assert [melding.soort for melding in bron.meldingen] == ["scripts genegeerd"]


def test_pdf_whose_letters_have_no_meaning_is_refused() -> None:
    document = met_tekst(leeg_pdf(), b"BT /F 11 Tf 72 700 Td <00010002000300040005> Tj ET")
    onder = document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Onbekend,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Onbekend, Flags=4),
        )
    )
    document.pages[0].Resources.Font.F = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Onbekend,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([onder]),
    )
    weigert(bytes_van(document), "a.pdf", "niet als tekst te lezen")


def _tekening(document: pikepdf.Pdf, inhoud: bytes) -> pikepdf.Stream:
    """A drawing that may show text and draw the drawing X."""
    tekening = document.make_stream(inhoud, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    tekening.Resources = Dictionary(Font=document.pages[0].Resources.Font)
    return tekening


def in_zichzelf() -> pikepdf.Pdf:
    """A drawing that draws itself, over and over."""
    document = met_tekst(leeg_pdf(), b"/X Do " * 200_000)
    tekening = _tekening(document, b"/X Do")
    tekening.Resources.XObject = document.pages[0].Resources.XObject = Dictionary(X=tekening)
    return document


def in_elkaar() -> pikepdf.Pdf:
    """A sentence drawn twice by a drawing that is drawn twice, and so on: 2 ** 25 times in all."""
    document = met_tekst(leeg_pdf(), b"/X Do")
    tekening = _tekening(document, ZIN)
    for _ in range(25):
        buitenste = _tekening(document, ZIN + b" /X Do /X Do")
        buitenste.Resources.XObject = Dictionary(X=tekening)
        tekening = buitenste
    document.pages[0].Resources.XObject = Dictionary(X=tekening)
    return document


@pytest.mark.parametrize(
    "document",
    [
        lambda: met_tekst(leeg_pdf(), b"BT /F 11 Tf " + b"q " * 2_000_000),
        in_zichzelf,
        in_elkaar,
        lambda: met_tekst(leeg_pdf(), b" " * (40 * MIB)),
    ],
    ids=["lagen", "in zichzelf", "in elkaar", "bom"],
)
def test_pdf_bomb_ends_in_a_sentence_long_before_its_time_is_over(document: Callable[[], pikepdf.Pdf]) -> None:
    inhoud = bytes_van(document())
    begin = getrusage(RUSAGE_CHILDREN)
    with pytest.raises(LijstFout):
        lees_bron(inhoud, naam="bom.pdf")
    einde = getrusage(RUSAGE_CHILDREN)
    assert einde.ru_utime + einde.ru_stime - begin.ru_utime - begin.ru_stime < pdf.MAX_SECONDEN / 3


def test_pdf_may_draw_pictures_and_lines_without_end_around_its_text() -> None:
    """A map of thousands of signs is no bomb: what shows no text is passed over."""
    document = met_tekst(leeg_pdf(), b"q " + b"1 0 0 1 0 0 cm /X Do " * 50_000 + b"Q " + ZIN)
    tekening = document.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    document.pages[0].Resources.XObject = Dictionary(X=tekening)
    assert lees_bron(bytes_van(document), naam="kaart.pdf").tekst == "Regio Noord"


def test_text_in_a_drawing_is_read_where_it_stands() -> None:
    document = met_tekst(leeg_pdf(), b"BT /F 11 Tf 72 720 Td (Boven) Tj ET /X Do BT /F 11 Tf 72 680 Td (Onder) Tj ET")
    document.pages[0].Resources.XObject = Dictionary(X=_tekening(document, ZIN))
    assert lees_bron(bytes_van(document), naam="a.pdf").tekst.splitlines() == ["Boven", "Regio Noord", "Onder"]


def test_pdf_that_keeps_its_reader_busy_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDEN", 2)
    document = met_tekst(leeg_pdf(), b"BT /F 11 Tf 72 700 Td " + b"(a) Tj " * 3_000_000 + b"ET")
    with pytest.raises(LijstFout, match="te groot of te ingewikkeld"):
        lees_bron(bytes_van(document), naam="traag.pdf")


# --- broken files ----------------------------------------------------------------------------------------


def _verminkt(inhoud: bytes, kans: random.Random) -> bytes:
    """The same bytes with something cut, changed, moved or repeated."""
    stuk = bytearray(inhoud)
    for _ in range(kans.randint(1, 8)):
        plaats, lengte = kans.randrange(len(stuk)), kans.randint(1, 60)
        match kans.randrange(4):
            case 0:
                del stuk[plaats : plaats + lengte]
            case 1:
                stuk[plaats : plaats + lengte] = kans.randbytes(lengte)
            case 2:
                stuk[plaats:plaats] = stuk[plaats : plaats + lengte]
            case _:
                stuk[plaats] ^= 1 << kans.randrange(8)
    return bytes(stuk)


def _in_delen_verminkt(inhoud: bytes, kans: random.Random) -> bytes:
    """A whole zip with broken XML in it: broken bytes of a zip are only found to be broken."""
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w") as pakket:
        for naam in oud.namelist():
            deel = oud.read(naam)
            if naam.endswith(".xml") and kans.random() < 0.5:
                tekens = deel.decode()
                van, tot = sorted(kans.sample(range(len(tekens) + 1), 2))
                labels = [stuk for stuk in tekens[van:tot].replace(">", "<").split("<") if stuk][:3]
                for een in labels:
                    tekens = tekens.replace(een, kans.choice(["", "x", "99999999999", "-1", een[::-1]]), 1)
                deel = tekens.encode()
            pakket.writestr(naam, deel)
    return uit.getvalue()


@pytest.mark.parametrize("formaat", ["docx", "odt"])
def test_broken_document_is_read_or_refused_and_nothing_else(formaat: str) -> None:
    heel = als_word(DOCUMENT.alineas, echt=True) if formaat == "docx" else als_odt(DOCUMENT.alineas, echt=True)
    kans = random.Random(2030)
    for _ in range(120):
        for verminking in (_verminkt, _in_delen_verminkt):
            with suppress(LijstFout):
                assert isinstance(lees_bron(verminking(heel, kans), naam=f"lijst.{formaat}"), Brontekst)
    for einde in range(0, len(heel), max(1, len(heel) // 40)):
        with pytest.raises(LijstFout):
            lees_bron(heel[:einde], naam=f"lijst.{formaat}")


def test_broken_pdf_is_read_or_refused_and_nothing_else() -> None:
    heel = als_pdf(DOCUMENT.alineas)
    with pikepdf.open(BytesIO(heel)) as document:
        leesbaar = bytes_van(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    kans = random.Random(2030)
    for _ in range(40):
        for inhoud in (heel, leesbaar):
            with suppress(LijstFout):
                assert isinstance(lees_in_dit_proces(_verminkt(inhoud, kans), naam="lijst.pdf"), Brontekst)
    for einde in range(0, len(heel), max(1, len(heel) // 20)):
        with suppress(LijstFout):
            assert isinstance(lees_in_dit_proces(heel[: einde + 8], naam="lijst.pdf"), Brontekst)
