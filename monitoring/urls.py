"""The addresses of monitoring."""

from django.urls import include, path

from monitoring.views import coordinatie, instellen, invullen, momentopname, overzicht, voorkeuren, voortgang

ronde_urls = [
    path("", coordinatie.detail, name="monitorronde-detail"),
    path("wijzigen/", instellen.wijzigen, name="monitorronde-wijzigen"),
    path("openen/", instellen.openen, name="monitorronde-openen"),
    path("verlengen/", instellen.verlengen, name="monitorronde-verlengen"),
    path("intrekken/", instellen.intrekken, name="monitorronde-intrekken"),
    path("sluiten/", instellen.sluiten, name="monitorronde-sluiten"),
    path("herinneren/", instellen.herinneren, name="monitorronde-herinneren"),
    path("invullen/", invullen.invullen, name="monitorronde-invullen"),
    path("invullen/<int:regel>/", invullen.antwoorden, name="monitorronde-antwoorden"),
    path("invullen/<int:regel>/concept/", invullen.concept, name="monitorronde-concept"),
    path("besluiten/<int:regel>/", coordinatie.besluit, name="monitorronde-besluit"),
    path("momentopname/", momentopname.detail, name="momentopname"),
    path("momentopname/publiceren/", momentopname.publiceren, name="momentopname-publiceren"),
    path("voortgang/", voortgang.voortgang, name="monitorronde-voortgang"),
    path("voortgang/agenderen/", voortgang.agenderen, name="monitorronde-agenderen"),
    path("vergelijken/", voortgang.vergelijken, name="monitorronde-vergelijken"),
]

urlpatterns = [
    path("monitoring/", overzicht.overzicht, name="monitoring"),
    path("monitoring/nieuw/", instellen.nieuw, name="monitorronde-nieuw"),
    path("monitoring/bewijs/<int:pk>/", invullen.bewijs, name="monitoring-bewijs"),
    path("monitoring/<int:pk>/", include(ronde_urls)),
    path("account/berichten/voorkeuren/", voorkeuren.voorkeuren, name="bericht-voorkeuren"),
]
