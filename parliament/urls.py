"""The addresses of what is told to Parliament, grouped per noun."""

from django.urls import URLPattern, URLResolver, include, path

from parliament.views import moties

motie_urls = [
    path("", moties.lijst, name="motie-lijst"),
    path("nieuw/", moties.nieuw, name="motie-nieuw"),
    path("<int:pk>/", moties.detail, name="motie-detail"),
    path("<int:pk>/bewerken/", moties.bewerken, name="motie-bewerken"),
    path("<int:pk>/stand/", moties.stand, name="motie-stand"),
    path("<int:pk>/afspraken/", moties.koppelen, name="motie-koppelen"),
    path("<int:pk>/afspraken/<slug:code>/losmaken/", moties.losmaken, name="motie-losmaken"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("moties/", include(motie_urls)),
]
