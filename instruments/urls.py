"""The addresses of everything about instruments."""

from django.urls import include, path

from instruments.views import overzicht, plek, uitspraken

instrumenten_urls = [
    path("", overzicht.overzicht, name="instrument-overzicht"),
    path("tijdlijn/", overzicht.tijdlijn, name="instrument-tijdlijn"),
    path("plekken/<slug:plek>/", plek.plek_instrumenten, name="plek-instrumenten"),
    path("uitspraken/<int:pk>/verbeteren/", uitspraken.verbeteren, name="uitspraak-verbeteren"),
    path("<slug:instrument>/", plek.detail, name="instrument-detail"),
    path("<slug:instrument>/<slug:plek>/", plek.instrument_plek, name="instrument-plek"),
    path("<slug:instrument>/<slug:plek>/toevoegen/", uitspraken.toevoegen, name="uitspraak-toevoegen"),
]

urlpatterns = [path("instrumenten/", include(instrumenten_urls))]
