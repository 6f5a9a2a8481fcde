"""The addresses of everything about agreements, grouped per noun."""

from django.urls import URLPattern, URLResolver, include, path

from agreements.feeds import Uitgavefeed
from agreements.views import (
    afspraak,
    afspraken,
    afsprakenlijsten,
    afstemming,
    afstemmingen,
    agendapunten,
    berichten,
    dossierexport,
    eigenaren,
    herstel,
    invoer,
    inzage,
    opmerkingen,
    overleggen,
    publicatie,
    rondedata,
    schrijven,
    splitsen,
    statusvoorstellen,
    taken,
    termijn,
    uitgaven,
    uitzonderingen,
    verbanden,
    verbandvoorstellen,
    voorstellen,
    zitting,
    zittingacties,
)
from agreements.views.agenda import boom as agenda_boom
from agreements.views.agenda import gegevens as agenda_gegevens
from agreements.views.agenda import gereed as agenda_gereed
from agreements.views.agenda import inbreng as agenda_inbreng
from agreements.views.agenda import laden as agenda_laden
from agreements.views.agenda import punt as agenda_punt
from agreements.views.agenda import versies as agenda_versies
from bolapp.openbaar import openbaar

afspraken_urls = [
    path("", afspraken.AfspraakLijst.as_view(), name="afspraak-lijst"),
]

afspraak_urls = [
    path("<slug:code>/", afspraak.detail, name="afspraak-detail"),
    path("<slug:code>/status/", afspraak.status, name="afspraak-status"),
    path("<slug:code>/status/voorstellen/", statusvoorstellen.nieuw, name="statusvoorstel-nieuw"),
    path("<slug:code>/termijn/", termijn.wijzigen, name="afspraak-termijn"),
    path("<slug:code>/bewerken/", afspraak.bewerken, name="afspraak-bewerken"),
    path("<slug:code>/embargo/", uitzonderingen.uitzondering, name="afspraak-embargo"),
    path("<slug:code>/embargo/intrekken/", uitzonderingen.intrekken, name="afspraak-embargo-intrekken"),
    path("<slug:code>/splitsen/", splitsen.splitsen, name="afspraak-splitsen"),
    path("<slug:code>/verbanden/", verbanden.verbanden, name="verbanden"),
    path("<slug:code>/verbanden/voorstel/", verbandvoorstellen.antwoord, name="verbandvoorstel-antwoord"),
    path("<slug:code>/verbanden/<int:pk>/beeindigen/", verbanden.beeindigen, name="verband-beeindigen"),
    path("<slug:code>/verbanden/<int:pk>/opnieuw/", verbanden.opnieuw, name="verband-opnieuw"),
    path("<slug:code>/splitsing-opheffen/", splitsen.splitsing_opheffen, name="afspraak-splitsing-opheffen"),
]

invoer_urls = [
    path("", invoer.invoeren, name="afsprakenlijst-invoeren"),
    path("<uuid:pk>/", herstel.detail, name="invoer-detail"),
    path("<uuid:pk>/herstel/", herstel.herstel, name="invoer-herstel"),
    path("<uuid:pk>/bekeken/", herstel.bekeken, name="invoer-bekeken"),
    path("<uuid:pk>/ongedaan/", herstel.ongedaan, name="invoer-ongedaan"),
    path("<uuid:pk>/laden/", herstel.laden, name="invoer-laden"),
    path("<uuid:pk>/weggooien/", herstel.weggooien, name="invoer-weggooien"),
]

afsprakenlijst_urls = [
    path("", afsprakenlijsten.overzicht, name="afsprakenlijst-overzicht"),
    path("<slug:soort>-<int:jaar>/", afsprakenlijsten.detail, name="afsprakenlijst-detail"),
    path("<slug:soort>-<int:jaar>/afstemming/", afstemmingen.overzicht, name="afstemming-overzicht"),
    path("<slug:soort>-<int:jaar>/export/", afsprakenlijsten.exporteer, name="afsprakenlijst-export"),
    path("feed/", openbaar(Uitgavefeed()), name="uitgave-feed"),
    path("controleren/", uitgaven.controleren, name="uitgave-controleren"),
    path("<slug:soort>-<int:jaar>/uitgaven/nieuw/", uitgaven.nieuw, name="uitgave-nieuw"),
    path("<slug:soort>-<int:jaar>/uitgaven/verschillen/", uitgaven.verschillen, name="uitgave-verschillen"),
    path("<slug:soort>-<int:jaar>/uitgaven/<str:nummer>/", uitgaven.detail, name="uitgave-detail"),
    path("<slug:soort>-<int:jaar>/uitgaven/<str:nummer>/sha256sums/", uitgaven.sommen, name="uitgave-sommen"),
    path(
        "<slug:soort>-<int:jaar>/uitgaven/<str:nummer>/bestanden/<slug:formaat>/",
        uitgaven.bestand,
        name="uitgave-bestand",
    ),
    path("<slug:soort>-<int:jaar>/publicatie/", publicatie.detail, name="publicatie"),
    path("<slug:soort>-<int:jaar>/publicatie/fase/", publicatie.fase, name="publicatie-fase"),
    path("<slug:soort>-<int:jaar>/publicatie/bevestigen/", publicatie.bevestigen, name="publicatie-bevestigen"),
    path("<slug:soort>-<int:jaar>/publicatie/verzenden/", publicatie.verzenden, name="publicatie-verzenden"),
    path("<slug:soort>-<int:jaar>/publicatie/stoppen/", publicatie.stoppen, name="publicatie-stoppen"),
    path("<slug:soort>-<int:jaar>/inzage/", inzage.overzicht, name="inzage"),
    path("<slug:soort>-<int:jaar>/voorstellen/", voorstellen.overzicht, name="voorstellen"),
    path("<slug:soort>-<int:jaar>/voorstellen/<int:pk>/", voorstellen.rubriek, name="voorstellen-rubriek"),
]

dossier_urls = [
    path("nieuw/", agenda_gegevens.nieuw, name="overleg-nieuw"),
    path("mijn-agendapunten/", agenda_gereed.mijn_punten, name="mijn-agendapunten"),
    path("dossier-laden/", agenda_laden.aanbieden, name="dossier-laden"),
    path("dossier-laden/<uuid:pk>/", agenda_laden.detail, name="dossierinvoer-detail"),
    path("dossier-laden/<uuid:pk>/laden/", agenda_laden.laden, name="dossierinvoer-laden"),
    path("dossier-laden/<uuid:pk>/weggooien/", agenda_laden.weggooien, name="dossierinvoer-weggooien"),
]

#: All below the address of an overleg.
agenda_urls = [
    path("agenda/", agenda_boom.bewerken, name="agenda-bewerken"),
    path("agenda/verplaatsen/", agenda_boom.verplaatsen, name="agenda-verplaatsen"),
    path("agenda/ongedaan/", agenda_boom.ongedaan, name="agenda-ongedaan"),
    path("agenda/terugzetten/", agenda_boom.terugzetten, name="agenda-terugzetten"),
    path("agenda/toevoegen/", agenda_punt.toevoegen, name="agendapunt-toevoegen"),
    path("agenda/<int:pk>/wijzigen/", agenda_punt.wijzigen, name="agendapunt-wijzigen"),
    path("agenda/<int:pk>/verplaatsen/", agenda_boom.naar_plaats, name="agendapunt-verplaatsen"),
    path("agenda/<int:pk>/verwijderen/", agenda_punt.verwijderen, name="agendapunt-verwijderen"),
    path("dossier/beginnen/", agenda_gegevens.beginnen, name="dossier-beginnen"),
    path("dossier/gegevens/", agenda_gegevens.wijzigen, name="dossier-gegevens"),
    path("dossier/gereedheid/", agenda_gereed.gereedheid, name="dossier-gereedheid"),
    path("dossier/eerdere-afspraken/", agenda_inbreng.inbreng, name="dossier-inbreng"),
    path("dossier/versies/", agenda_versies.lijst, name="dossier-versies"),
    path("dossier/versies/<int:versie>/", agenda_versies.verschil, name="dossier-versie"),
    path("dossier/tabel/<slug:tabel>/", agenda_gegevens.tabel, name="dossier-tabel"),
]

overleg_urls = [
    path("", overleggen.overzicht, name="overleg-overzicht"),
    path("data/", rondedata.overzicht, name="rondedata-overzicht"),
    path("data/<int:pk>/", rondedata.wijzigen, name="rondedata"),
    path("<slug:soort>-<int:jaar>-<slug:landsdeel>/", overleggen.detail, name="overleg-detail"),
    path("<slug:soort>-<int:jaar>-<slug:landsdeel>/export/", dossierexport.exporteer, name="dossier-export"),
]

statusvoorstel_urls = [
    path("", statusvoorstellen.lijst, name="statusvoorstel-lijst"),
    path("<int:pk>/", statusvoorstellen.detail, name="statusvoorstel-detail"),
    path("<int:pk>/overnemen/", statusvoorstellen.overnemen, name="statusvoorstel-overnemen"),
    path("<int:pk>/teruggeven/", statusvoorstellen.teruggeven, name="statusvoorstel-teruggeven"),
    path("<int:pk>/intrekken/", statusvoorstellen.intrekken, name="statusvoorstel-intrekken"),
    path("bewijs/<int:pk>/", statusvoorstellen.bewijs, name="voorstelbewijs"),
]

_ZITTING = "<slug:soort>-<int:jaar>-<slug:landsdeel>/zitting"
zitting_urls = [
    path(f"{_ZITTING}/", zitting.vergadering, name="zitting"),
    path(f"{_ZITTING}/openen/", zittingacties.openen, name="zitting-openen"),
    path(f"{_ZITTING}/voorstellen/<int:pk>/besluit/", zittingacties.besluit, name="zitting-besluit"),
    path(f"{_ZITTING}/voorstellen/<int:pk>/terug/", zittingacties.terug, name="zitting-terug"),
    path(f"{_ZITTING}/punten/<int:pk>/nieuw/", zittingacties.nieuw, name="zitting-nieuw"),
    path(f"{_ZITTING}/hameren/", zittingacties.hameren, name="zitting-hameren"),
    path(f"{_ZITTING}/hameren/terug/", zittingacties.handeling_terug, name="zitting-hameren-terug"),
    path(f"{_ZITTING}/aanwezigheid/", zittingacties.aanwezigheid, name="zitting-aanwezigheid"),
    path(f"{_ZITTING}/sluiten/", zittingacties.sluiten, name="zitting-sluiten"),
    path(f"{_ZITTING}/verantwoording/", zitting.verantwoording, name="zitting-verantwoording"),
]

agendapunt_urls = [
    path("", agendapunten.detail, name="agendapunt-detail"),
    path("schrijven/", schrijven.schrijven, name="agendapunt-schrijven"),
    path("concept/", schrijven.concept, name="agendapunt-concept"),
    path("versies/", agendapunten.versies, name="agendapunt-versies"),
    path("versies/<int:nummer>/", agendapunten.versie, name="agendapunt-versie"),
    path("versies/<int:nummer>/terugzetten/", agendapunten.terugzetten, name="agendapunt-versie-terugzetten"),
    path("opmerkingen/", opmerkingen.plaatsen, name="opmerking-plaatsen"),
    path("opmerkingen/<int:opmerking>/antwoord/", opmerkingen.antwoorden, name="opmerking-antwoord"),
    path("opmerkingen/<int:opmerking>/afhandelen/", opmerkingen.afhandelen, name="opmerking-afhandelen"),
    path("opmerkingen/<int:opmerking>/heropenen/", opmerkingen.heropenen, name="opmerking-heropenen"),
]

_OVERLEG = "<slug:soort>-<int:jaar>-<slug:landsdeel>/afstemming/"
afstemming_urls = [
    path(_OVERLEG, afstemming.detail, name="afstemming"),
    path(f"{_OVERLEG}reageren/", afstemming.reageren, name="afstemming-reageren"),
    path(f"{_OVERLEG}akkoord/", afstemming.rest, name="afstemming-akkoord"),
    path(f"{_OVERLEG}beginnen/", afstemmingen.beginnen, name="afstemming-beginnen"),
    path(f"{_OVERLEG}wijzigen/", afstemmingen.wijzigen, name="afstemming-wijzigen"),
    path(f"{_OVERLEG}sluiten/", afstemmingen.sluiten, name="afstemming-sluiten"),
    path(f"{_OVERLEG}heropenen/", afstemmingen.heropenen, name="afstemming-heropenen"),
    path(f"{_OVERLEG}bezwaren/<int:pk>/", afstemmingen.bezwaar, name="afstemming-bezwaar"),
]

eigenaar_urls = [
    path("", eigenaren.lijst, name="eigenaar-lijst"),
    path("dossierhouders/", eigenaren.houders, name="eigenaar-houders"),
    path("dossierhouders/<int:pk>/overdragen/", eigenaren.overdragen, name="eigenaar-overdragen"),
    path("contacten/", eigenaren.contacten, name="contact-lijst"),
    path("contacten/nieuw/", eigenaren.contact, name="contact-nieuw"),
    path("contacten/<int:pk>/", eigenaren.contact, name="contact-wijzigen"),
    path("contacten/<int:pk>/overdragen/", eigenaren.contact_overdragen, name="contact-overdragen"),
]

taak_urls = [
    path("", taken.lijst, name="taak-lijst"),
    path("<uuid:pk>/", taken.detail, name="taak-detail"),
    path("<uuid:pk>/bestand/", taken.bestand, name="taak-bestand"),
    path("<uuid:pk>/opnieuw/", taken.opnieuw_starten, name="taak-opnieuw"),
    path("<uuid:pk>/verwijderen/", taken.verwijderen, name="taak-verwijderen"),
]

bericht_urls = [
    path("", berichten.lijst, name="bericht-lijst"),
    path("gelezen/", berichten.alles_gelezen, name="bericht-alles-gelezen"),
    path("<int:pk>/", berichten.openen, name="bericht-openen"),
    path("<int:pk>/gelezen/", berichten.gelezen, name="bericht-gelezen"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("afspraken/", include(afspraken_urls)),
    path("afspraken/", include(afspraak_urls)),
    path("afsprakenlijsten/invoeren/", include(invoer_urls)),
    path("afsprakenlijsten/", include(afsprakenlijst_urls)),
    path("overleggen/", include(dossier_urls)),
    path("overleggen/", include(overleg_urls)),
    path("overleggen/<slug:soort>-<int:jaar>-<slug:landsdeel>/", include(agenda_urls)),
    path("statusvoorstellen/", include(statusvoorstel_urls)),
    path("overleggen/", include(zitting_urls)),
    path("overleggen/<slug:soort>-<int:jaar>-<slug:landsdeel>/punten/<int:pk>/", include(agendapunt_urls)),
    path("overleggen/", include(afstemming_urls)),
    path("eigenaren/", include(eigenaar_urls)),
    path("verbanden/voorstellen/", verbandvoorstellen.lijst, name="verbandvoorstellen"),
    path("taken/", include(taak_urls)),
    path("account/berichten/", include(bericht_urls)),
    path("bewijs/<int:pk>/", afspraak.bewijs_document, name="bewijs-document"),
]
