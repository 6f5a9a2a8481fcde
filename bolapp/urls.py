"""All addresses. /healthz and /readyz are answered by bolapp.health, before anything else."""

from django.contrib import admin
from django.urls import include, path

from bolapp.robots import robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("api/", include("api.urls")),
    path("beheer/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("dashboards.urls")),
    path("", include("instruments.urls")),
    path("", include("monitoring.urls")),
    path("", include("agreements.urls")),
    path("", include("parliament.urls")),
]
