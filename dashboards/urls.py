from django.urls import path

from dashboards import lijnpagina, views

urlpatterns = [
    path("", views.start, name="start"),
    path("landsdelen/<slug:slug>/", views.landsdeel, name="landsdeel-dashboard"),
    path("provincies/<slug:slug>/", views.provincie, name="provincie-dashboard"),
    path("gebieden/<slug:slug>/", views.gebied, name="gebied-dashboard"),
    path("gebieden/<slug:slug>/lijn/", lijnpagina.gebied_lijn, name="gebied-lijn"),
]
