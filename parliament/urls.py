"""The addresses of what is told to Parliament, grouped per noun."""

from django.urls import URLPattern, URLResolver, include, path

from parliament.views import cijfers, hoeveelheden, moties

motie_urls = [
    path("", moties.lijst, name="motie-lijst"),
    path("nieuw/", moties.nieuw, name="motie-nieuw"),
    path("<int:pk>/", moties.detail, name="motie-detail"),
    path("<int:pk>/bewerken/", moties.bewerken, name="motie-bewerken"),
    path("<int:pk>/stand/", moties.stand, name="motie-stand"),
    path("<int:pk>/afspraken/", moties.koppelen, name="motie-koppelen"),
    path("<int:pk>/afspraken/<slug:code>/losmaken/", moties.losmaken, name="motie-losmaken"),
]

hoeveelheid_urls = [
    path("", hoeveelheden.lijst, name="hoeveelheid-lijst"),
    path("nieuw/", hoeveelheden.nieuw, name="hoeveelheid-nieuw"),
    path("vergelijken/", hoeveelheden.vergelijken, name="hoeveelheid-vergelijken"),
    path("<int:pk>/", hoeveelheden.detail, name="hoeveelheid-detail"),
    path("<int:pk>/corrigeren/", hoeveelheden.corrigeren, name="hoeveelheid-corrigeren"),
    path("<int:pk>/versies/<int:versie>/", hoeveelheden.detail, name="hoeveelheid-versie"),
]

cijfer_urls = [
    path("", cijfers.lijst, name="cijfer-lijst"),
    path("nieuw/", cijfers.nieuw, name="cijfer-nieuw"),
    path("<int:pk>/", cijfers.detail, name="cijfer-detail"),
    path("<int:pk>/versies/nieuw/", cijfers.nieuwe_versie, name="cijfer-nieuwe-versie"),
    path("<int:pk>/versies/<int:versie>/", cijfers.detail, name="cijfer-versie"),
    path("<int:pk>/versies/<int:versie>/publiceren/", cijfers.publiceren, name="cijfer-publiceren"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("moties/", include(motie_urls)),
    path("hoeveelheden/", include(hoeveelheid_urls)),
    path("cijfers/", include(cijfer_urls)),
]
