"""What every resource shares: reading only, for everybody, with refusals as problem+json."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.begrenzing import Begrenzing
from api.problemen import behandel
from api.serializers.omslag import Omslag, in_omslag
from api.vragen import BLADEREN, Vraag


class Hulpbron(APIView):
    """A resource. `request.user` is whoever is logged in in this browser, or an AnonymousUser."""

    authentication_classes = [SessionAuthentication]
    permission_classes: ClassVar[list[Any]] = []
    renderer_classes = [JSONRenderer]
    throttle_classes = [Begrenzing]
    http_method_names = ["get", "head", "options"]

    #: Every parameter that may be given.
    bekend: ClassVar[tuple[str, ...]] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse writing before asking who is asking: there is nothing to write for anybody."""
        if request.method.lower() not in self.http_method_names:
            raise exceptions.MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What may be done here, also for a browser that asks on behalf of another site."""
        methoden = "GET, HEAD, OPTIONS"
        headers = {
            "Allow": methoden,
            "Access-Control-Allow-Methods": methoden,
            "Access-Control-Allow-Headers": "Accept, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status=204, headers=headers)

    def get_exception_handler(self) -> Any:
        return behandel

    def vraag(self) -> Vraag:
        return Vraag(self.request, self.bekend)

    @property
    def pagina_request(self) -> HttpRequest:
        """The request as the rest of the application knows it; what was seen is noted on that one."""
        request: HttpRequest = self.request._request
        return request

    @property
    def context(self) -> dict[str, Any]:
        return {"request": self.request}


class Lijst(Hulpbron):
    """A list of rows, page by page. `rijen` gives them all, in an order that is complete."""

    bekend = BLADEREN
    omslag: type[Omslag]

    def rijen(self) -> QuerySet[Any]:
        raise NotImplementedError

    def noteer(self, rijen: Any) -> None:
        """Note what is shown that is not public; reference data never is."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        vraag = self.vraag()
        nummer, per_pagina = vraag.bladzijde()
        vraag.controleer()
        rijen = self.rijen()
        bladzijde = vraag.deel(rijen.count(), nummer=nummer, per_pagina=per_pagina)
        getoond = list(rijen[bladzijde.deel])
        self.noteer(getoond)
        return Response(in_omslag(self.omslag, bladzijde, getoond, self.context))
