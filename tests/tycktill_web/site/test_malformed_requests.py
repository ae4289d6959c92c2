"""Whatever is sent to whatever address: an answer that is meant, and never an error of ours."""

import os
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.core.files import uploadhandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import signed_in
from tests.tycktill_web.site.wire import FORM, TOKEN, Answer, Wire, ask
from tests.tycktill_web.test_access import addresses, unused_code

from tycktill_web.site.malformed_requests import LARGEST_BODY

EXAMPLES = int(os.environ.get("TYCKTILL_EXAMPLES", "300"))
FILE = "multipart/form-data; boundary=b"
ODD = ["\0", "a\0b", "'", '"', "%00", "=1+1", "9" * 400, "-1", "0", "²", "\u202e", "🙂", "a" * 5000, "9999-12-31"]
ODD += ["9" * 20, "9223372036854775808", "\r\nX: y", "ſ", "http://[", "//x", "2026-02-30", "None", "../.."]
texts = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
FIELDS = ["kod", "kon", "sprak", "fraga-helhet", "fraga-", "login", "password", "next", "size", "registration", "more"]
FIELDS += ["offered", "2026-11-28", "family", "label", "opens_on", "closes_on", "passphrase", "is_saved", "note"]
FIELDS += ["reason", "oldpassword", "password1", "password2", "key_file", "kommun"]
names = st.one_of(st.sampled_from(FIELDS), texts)
forms = st.lists(st.tuples(names, texts), max_size=8)
CONTENT_TYPES = [FORM, FORM, FILE, f"{FORM}; charset=utf-16", f"{FORM}; charset=rot13", f"{FORM}; charset=foo"]
CONTENT_TYPES += ["", "multipart/form-data", "multipart/form-data; boundary=\xe5", "text/plain; a*=foo''%41"]
CONTENT_TYPES += ["; charset=\0", "application/json"]
COOKIES = ["x" * 32, '"\\000\\000\\000\\000\\000\\000\\000\\000\\000"', "", "a" * 5000, "\xff" * 9]
HEADERS = ["Accept-Language", "Host", "Referer", "Origin", "If-None-Match", "Accept-Encoding", "X-Forwarded-For"]
LINES = [each.encode().decode("latin-1") for each in (*ODD, "sv", "*", "localhost", "a;q=x", "W/")]
headers = st.dictionaries(st.sampled_from(HEADERS), st.sampled_from(LINES), max_size=2)


HEADS = ["", "\r\nContent-Type: text/plain; charset=foo", "\r\nContent-Transfer-Encoding: base64"]
HEADS += ["; filename*=foo''%41", "; name*=utf-16''%41", "\r\nContent-Type: text/plain; a*=foo''%41"]


def multipart(fields: list[tuple[str, str]], head: str = "") -> bytes:
    """A form as browsers send one that has a file, which is `key_file`; `head` is added to each part's."""
    parts = []
    for name, value in fields:
        named = '; filename="a.pem"' if name == "key_file" else ""
        said = f'Content-Disposition: form-data; name="{name}"{named}{head}'
        parts.append(f"--b\r\n{said}\r\n\r\n{value}\r\n".encode())
    return b"".join([*parts, b"--b--\r\n"])


def fails(answer: Answer) -> list[BaseException]:
    """What went wrong inside, when it is ours."""
    return answer.errors or ([AssertionError(answer.page)] if answer.status >= 500 else [])


@pytest.fixture
def walks(db: None) -> list[tuple[str, dict[str, str]]]:
    """Every address, asked for by whoever comes and by the office."""
    world = worlds.closed_world()
    worlds.published(world)
    for person in (world.anna, world.coordinator):
        person.set_password("ett långt lösenord")
        person.save()
    cookies = {"csrftoken": TOKEN, "sessionid": signed_in(world.anna).cookies["sessionid"].value}
    desk = {"csrftoken": TOKEN, "sessionid": signed_in(world.coordinator).cookies["sessionid"].value}
    found = [address for _, address in addresses(world, unused_code(world)) if "logout" not in address]
    return [(address, who) for address in found for who in ({"csrftoken": TOKEN}, cookies, desk)]


def test_no_malformed_request_to_any_address_is_an_error_of_ours(walks: list[tuple[str, dict[str, str]]]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def law(data: st.DataObject) -> None:
        address, cookies = data.draw(st.sampled_from(walks))
        parts = address.split("/")
        if data.draw(st.booleans()):
            changed = data.draw(st.integers(1, max(1, len(parts) - 2)))
            parts[changed] = quote(data.draw(texts), safe="")
        fields = [*data.draw(forms), ("csrfmiddlewaretoken", TOKEN)]
        content_type = data.draw(st.sampled_from(CONTENT_TYPES))
        body = (
            multipart(fields, data.draw(st.sampled_from(HEADS))) if content_type == FILE else urlencode(fields).encode()
        )
        wire = Wire(
            "/".join(parts),
            urlencode(data.draw(forms)),
            data.draw(st.sampled_from(["GET", "POST", "POST", "HEAD", "PUT", "ÅÄÖ"])),
            data.draw(st.sampled_from([body, body, body[: len(body) // 2]])),
            content_type,
            {**cookies, **data.draw(st.dictionaries(st.just("sessionid"), st.sampled_from(COOKIES)))},
            data.draw(headers),
        )
        assert not fails(ask(wire))

    law()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wire",
    [
        Wire("/resultat/ifo/20%0025/"),
        Wire("/kansli/omgang/a%00b/x/oppna/"),
        Wire("/", "kommun=a%00b"),
        Wire("/svara/", method="POST", body=b"kod=a%00b"),
        Wire("/svara/", method="POST", body=b"a%00b=kod"),
        Wire("/svara/", method="POST", content_type="multipart/form-data"),
        Wire("/svara/", method="POST", body=b"&".join(b"a%d=1" % each for each in range(5000))),
        Wire("/svara/", method="POST", body=b"kod=" + b"a" * 500_000),
        Wire("/", "&".join(f"a{each}=1" for each in range(5000))),
        Wire("/", length="9" * 400),
        Wire("/", length="x"),
        Wire("/", length="-1"),
    ],
    ids=lambda wire: f"{wire.method} {wire.path} {wire.query[:20]} {wire.body[:20]!r} {wire.content_type}",
)
def test_what_no_browser_sends_is_refused_with_a_page(wire: Wire) -> None:
    answer = ask(wire)
    assert (answer.status, answer.errors) == (400, [])
    assert "Något i adressen eller formuläret stämmer inte" in answer.page
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-16", "rot13", "foo", "\0"])
def test_a_form_is_read_as_utf_8_whatever_it_says(charset: str) -> None:
    typed = {"kod": "Åäö", "csrfmiddlewaretoken": TOKEN}
    posted = Wire("/svara/", "sprak=en", "POST", urlencode(typed).encode(), f"{FORM}; charset={charset}")
    answer = ask(posted)
    assert (answer.status, answer.errors) == (303, [])
    assert quote("Åäö") in answer.headers["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/svara/", "/svara/skicka/", "/konto/login/", "/", "/kansli/planera/"])
def test_a_file_is_stopped_at_its_head_where_none_is_expected(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(uploadhandler, "TemporaryUploadedFile")
    body = multipart([("sprak", "en"), ("key_file", "a" * 300_000), ("kod", "x")])
    answer = ask(Wire(address, method="POST", body=body, content_type=FILE, cookies={"csrftoken": TOKEN}))
    assert (answer.status, answer.errors) == (400, [])


@pytest.mark.django_db
def test_a_body_that_is_far_too_large_is_not_read_at_all() -> None:
    answer = ask(Wire("/svara/", method="POST", length=str(LARGEST_BODY + 1), content_type=FILE))
    assert answer.status == 400


@pytest.mark.django_db
def test_a_key_file_stays_in_memory_and_a_large_one_is_told_of(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.delattr(uploadhandler, "TemporaryUploadedFile")
    world = worlds.closed_world()
    client = signed_in(world.anna)
    cookies = {"csrftoken": TOKEN, "sessionid": client.cookies["sessionid"].value}
    for size in (5_000, 20_000, 900_000):
        body = multipart([("csrfmiddlewaretoken", TOKEN), ("passphrase", "x"), ("key_file", "a" * size)])
        wire = Wire("/kansli/omgang/ifo/2024/rakna/", "", "POST", body, FILE, cookies)
        answer = ask(wire)
        assert (answer.status, answer.errors) == (400, [])
        assert ("Filen är för stor för att vara en nyckelfil." in answer.page) == (size > 10_000)
    assert not list(tmp_path.iterdir())
