"""A page with every component of the frame, for eyes and for axe; served to tests only."""

from pathlib import Path

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import URLPattern, URLResolver, path

from tycktill_web.site import urls

PAGE = Path(__file__).with_name("gallery.html")


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Namn", help_text="Som det står på dörren.")
    mail = forms.EmailField(label="E-post")
    count = forms.IntegerField(label="Antal", min_value=1)
    kind = forms.ChoiceField(label="Slag", choices=[("a", "Kommun"), ("b", "Annan utförare")])
    way = forms.ChoiceField(label="Sätt", choices=[("w", "Webb"), ("p", "Papper")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Dagar", choices=[("1", "Måndag"), ("2", "Tisdag")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="Jag har räknat efter")
    note = forms.CharField(label="Anteckning", widget=forms.Textarea(attrs={"rows": 3}), required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything at once, the form with its faults."""
    messages.success(request, "Rundan är öppen.")
    messages.error(request, "Filen gick inte att läsa.")
    form = SampleForm({"mail": "inte en adress", "count": "0"})
    template = engines["django"].from_string(PAGE.read_text(encoding="utf-8"))
    return HttpResponse(template.render({"form": form}, request))


urlpatterns: list[URLPattern | URLResolver] = [*urls.urlpatterns, path("galleri/", gallery)]
