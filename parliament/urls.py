"""The addresses of what is told to Parliament, grouped per noun."""

from django.urls import URLPattern, URLResolver, include, path

from parliament.views import hoeveelheden, moties

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("moties/", include(motie_urls)),
    path("hoeveelheden/", include(hoeveelheid_urls)),
]
