"""Answers probes before all else: whatever host they name, without HTTPS, session or trace, and never with a page."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound, JsonResponse

from tycktill_web.site import metrics
from tycktill_web.site.readiness import find_faults, stops_the_pages
from tycktill_web.site.request_counts import count_request

GetResponse = Callable[[HttpRequest], HttpResponse]

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")
_LOOPBACK = ("127.", "::1", "::ffff:127.")


class HealthMiddleware:
    """The outermost layer: answers what is under /health/, and counts the rest."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        if answer is not None:
            return _answer_probe(request, answer)
        response = self.get_response(request)
        count_request(request.path_info, response.status_code)
        return response


def live_page(_: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"live": True})


def ready_page(_: HttpRequest) -> HttpResponse:
    """The service can answer, or what keeps it from that (503); jobs that wait are told all the same."""
    wrong = find_faults()
    is_ready = not stops_the_pages(wrong)
    return JsonResponse({"ready": is_ready, "wrong": dict(wrong)}, status=200 if is_ready else 503)


def metrics_page(request: HttpRequest) -> HttpResponse:
    """The numbers for Prometheus, for whoever asks from this computer and not through a proxy."""
    if not comes_from_here(request):
        return HttpResponseNotFound()
    return HttpResponse(metrics.as_text(), content_type=metrics.CONTENT_TYPE)


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a program on this computer asks by itself; a proxy here says for whom it asks."""
    address = request.META.get("REMOTE_ADDR", "")  # empty on a Unix socket
    return (not address or address.startswith(_LOOPBACK)) and not any(name in request.META for name in _FORWARDED)


ANSWERS: Mapping[str, GetResponse] = {
    "/health/live": live_page,
    "/health/ready": ready_page,
    "/health/metrics": metrics_page,
}


def _answer_probe(request: HttpRequest, answer: GetResponse) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response = answer(request)
    response["Cache-Control"] = "no-store"
    return response
