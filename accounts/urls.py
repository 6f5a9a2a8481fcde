from django.urls import path

from accounts import views

urlpatterns = [
    path("inloggen/", views.Inloggen.as_view(), name="inloggen"),
    path("inloggen/sessie/", views.sessie, name="sessie"),
    path("uitloggen/", views.Uitloggen.as_view(), name="uitloggen"),
    path("account/", views.account, name="account"),
    path("account/wachtwoord/", views.Wachtwoord.as_view(), name="wachtwoord"),
]
