"""The tags and filters of the shared templates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from bolapp.iconen import ICONEN
from bolapp.templatetags import ui


def render(source: str, **context) -> str:
    request = RequestFactory().get(context.pop("pad", "/"))
    return engines["django"].from_string("{% load ui %}" + source).render(context, request)


def test_segmenten_add_up_to_a_hundred_percent_and_to_the_whole_bar():
    delen = [{"sleutel": sleutel, "aantal": 1} for sleutel in ("afgerond", "vertraagd", "vervallen")]
    segmenten = ui.segmenten(delen)
    assert sum(deel.percentage for deel in segmenten) == 100
    assert sorted(deel.percentage for deel in segmenten) == [33, 33, 34]
    laatste = segmenten[-1]
    assert float(laatste.x.rstrip("%")) + float(laatste.breedte.rstrip("%")) == pytest.approx(100, abs=0.01)


def test_segmenten_come_in_the_fixed_order_and_keep_a_status_without_agreements():
    delen = [
        {"sleutel": "vervallen", "aantal": 1},
        {"sleutel": "vertraagd", "aantal": 0},
        {"sleutel": "afgerond", "aantal": 3, "label": "Klaar", "url": "/x/"},
    ]
    afgerond, vertraagd, vervallen = ui.segmenten(delen)
    assert (afgerond.sleutel, afgerond.label, afgerond.url, afgerond.percentage) == ("afgerond", "Klaar", "/x/", 75)
    assert (vertraagd.label, vertraagd.aantal, vertraagd.breedte) == ("Vertraagd", 0, "0.000%")
    assert vervallen.x == "75.000%"


def test_segmenten_of_nothing_have_no_percentages():
    assert [deel.percentage for deel in ui.segmenten([{"sleutel": "afgerond", "aantal": 0}])] == [0]
    assert ui.segmenten([]) == []


def test_statusbalk_gives_every_number_as_text():
    html = render(
        '{% include "components/statusbalk.html" with delen=delen naam="Stand" only %}',
        delen=[{"sleutel": "afgerond", "aantal": 3}, {"sleutel": "vertraagd", "aantal": 1}],
    )
    assert "<td>3</td>" in html
    assert "<td>75%</td>" in html
    assert 'width="75.000%"' in html
    assert 'style="' not in html


@pytest.mark.parametrize(
    ("van", "tot", "tekst"),
    [
        (date(2025, 1, 1), date(2025, 3, 31), "1 januari t/m 31 maart 2025"),
        (date(2025, 9, 1), date(2025, 9, 10), "1 t/m 10 september 2025"),
        (date(2025, 12, 21), date(2026, 3, 20), "21 december 2025 t/m 20 maart 2026"),
        (date(2025, 9, 14), date(2025, 9, 14), "14 september 2025"),
        (None, date(2025, 6, 20), "uiterlijk 20 juni 2025"),
        (date(2026, 1, 1), None, "vanaf 1 januari 2026"),
        (None, None, "geen termijn"),
    ],
)
def test_periode_says_an_interval_as_people_do(van, tot, tekst):
    assert ui.periode(van, tot) == tekst


@pytest.mark.parametrize(("label", "tekst"), [("Reden", "Reden:"), ("Wie stemde ermee in?", "Wie stemde ermee in?")])
def test_a_label_ends_in_one_sign(label, tekst):
    assert ui.met_dubbele_punt(label) == tekst


def test_moments_are_shown_in_dutch_time():
    zomer = datetime(2025, 6, 30, 22, 30, tzinfo=UTC)
    assert ui.moment(zomer) == "1 juli 2025, 00:30 uur"
    assert ui.dag(zomer) == "1 juli 2025"
    assert render('{% tijd op "kort" %}', op=zomer) == ('<time datetime="2025-07-01T00:30:00+02:00">1 jul 2025</time>')


def test_dates_that_are_not_there_show_nothing():
    assert render("{{ d|dag }}{{ d|dag_kort }}{{ d|moment }}{% tijd d %}", d=None) == ""


def test_every_status_has_a_name_and_a_shape_of_its_own():
    vormen = [ICONEN[sleutel] for sleutel in ui.STATUSNAMEN]
    assert len(set(vormen)) == len(vormen)


def test_an_unknown_status_is_readable():
    assert ui.statusnaam("iets_nieuws") == "Iets nieuws"
    assert "Iets nieuws" in render('{% include "components/statuslabel.html" with status="iets_nieuws" only %}')


def test_vraag_keeps_the_other_parameters_and_starts_again_at_the_first_page():
    assert render("{% vraag pagina=3 %}", pad="/a/?q=huis&status=a&status=b&pagina=2") == (
        "?q=huis&amp;status=a&amp;status=b&amp;pagina=3"
    )
    assert render("{% vraag q=None %}", pad="/a/?q=huis&pagina=2") == "/a/"
    assert render('{% vraag q="a&b" %}', pad="/a/") == "?q=a%26b"


def test_kruimelpad_marks_the_page_that_one_is_on():
    html = render('{% kruimelpad "Afspraken" "/afspraken/" hier %}', hier="<BOL>")
    assert '<a class="kruimelpad__link" href="/afspraken/">Afspraken</a>' in html
    assert 'aria-current="page">&lt;BOL&gt;</span>' in html


class Formulier(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Voluit.", widget=forms.TextInput(attrs={"class": "eigen"}))
    keuze = forms.ChoiceField(label="Keuze", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    akkoord = forms.BooleanField(label="Akkoord", required=False)


def test_veld_ties_help_and_error_to_the_control():
    html = render('{% include "components/veld.html" with veld=form.naam only %}', form=Formulier({}))
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'id="id_naam_helptext"' in html
    assert 'id="id_naam_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="utrecht-textbox utrecht-textbox--html-input eigen"' in html
    assert "(niet verplicht)" not in html


def test_veld_makes_a_group_of_a_choice_and_says_what_is_optional():
    form = Formulier({})
    html = render('{% include "components/veld.html" with veld=form.keuze only %}', form=form)
    assert "<fieldset" in html
    assert "<legend" in html
    assert "id_keuze_error" in html
    vinkje = render('{% include "components/veld.html" with veld=form.akkoord only %}', form=form)
    assert '<label class="keuze" for="id_akkoord">' in vinkje


def test_foutsamenvatting_links_every_error_to_its_control():
    source = '{% include "components/foutsamenvatting.html" with formulier=form only %}'
    html = render(source, form=Formulier({}))
    assert 'href="#id_naam"' in html
    assert 'href="#id_keuze_0"' in html
    assert render(source, form=Formulier()).strip() == ""


@pytest.mark.parametrize("naam", ["400.html", "500.html"])
def test_the_pages_that_django_shows_without_a_request_need_no_context(naam):
    html = engines["django"].get_template(naam).render({})
    assert "<h1>" in html
    assert "{{" not in html
