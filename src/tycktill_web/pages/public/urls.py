"""Addresses of these pages."""

from django.urls import URLPattern, path, register_converter

from tycktill_web.pages.public import changes, comparing, crawlers, downloads, questions, results, statements, views


class MunicipalityCode:
    """Four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TargetGroupId(MunicipalityCode):
    """An instrument's or a family's id."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


register_converter(MunicipalityCode, "code")
register_converter(TargetGroupId, "target")

NUMBERED = "resultat/<target:family>/<str:label>/utgava-<int:number>/"
"""A release for ever; the address without a number leads to the one that stands."""


def release_pages(prefix: str) -> list[URLPattern]:
    """The pages of a release; a reader of an old one stays with it from page to page."""
    return [
        path(prefix, results.nation_page, name="round"),
        path(f"{prefix}<code:municipality>/", results.municipality_page, name="municipality"),
        path(f"{prefix}<code:municipality>/enhet/<slug:unit>/", results.unit_page, name="unit"),
        path(f"{prefix}<code:municipality>/<target:target>/", results.municipality_page, name="municipality"),
        path(f"{prefix}<target:target>/", results.nation_page, name="round"),
    ]


app_name = "public"
urlpatterns = [
    path("", views.start_page, name="start"),
    path("sa-laser-du/", views.about_page, name="about"),
    path("tillganglighet/", statements.accessibility_page, name="accessibility"),
    path("integritet/", statements.privacy_page, name="privacy"),
    path("anvandning/", statements.uses_page, name="uses"),
    path("andringar/", changes.changes_page, name="changes"),
    path("andringar.atom", changes.changes_feed, name="changes_feed"),
    path("robots.txt", crawlers.robots_txt, name="robots"),
    path("sitemap.xml", crawlers.sitemap_xml, name="sitemap"),
    path("fraga/<target:family>/<slug:question>/", questions.question_page, name="question"),
    path("jamfor/", comparing.comparison_page, name="compare"),
    *(
        path(f"jamfor.{form}", comparing.compare_file, {"form": form}, name=f"compare_{form}")
        for form in comparing.FORMS
    ),
    *(path(f"{cut}/", views.lead_on_from_shortened, name="shortened") for cut in ("kommuner", "resultat", "fraga")),
    *(
        path(f"{cut}/<target:family>/", views.lead_on_from_shortened, name="shortened_family")
        for cut in ("resultat", "fraga")
    ),
    path("kommuner/<code:municipality>/", views.municipality_rounds, name="municipality_rounds"),
    path(f"{NUMBERED}filer/<str:name>", downloads.release_file, name="file"),
    path(f"{NUMBERED}alla-filer.zip", downloads.release_archive, name="archive"),
    *release_pages(NUMBERED),
    *release_pages("resultat/<target:family>/<str:label>/"),
]
