"""Each web server of deploy/ in front of a real service: people get in, codes stay out of logs, addresses are true."""

import datetime
import http.client
import ipaddress
import random
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.deploy.proxies import KINDS, Proxy, free_port, running_proxy
from tests.deploy.service import NAME, Client, Survey, running_survey

from tycktill.fieldwork import make_code
from tycktill_web.fieldwork.tickets import WRONG_CODES

SERVERS = [pytest.param(name, marks=pytest.mark.web_server(name)) for name in KINDS]


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survey]:
    """One service for all that stand in front of it."""
    with running_survey(tmp_path_factory.mktemp("service") / "home") as made:
        yield made


@pytest.fixture(scope="module", params=SERVERS)
def proxy(request: pytest.FixtureRequest, survey: Survey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Each of the web servers in turn."""
    folder = tmp_path_factory.mktemp(request.param)
    write_certificate(folder)
    with running_proxy(request.param, folder, survey.service.port) as running:
        yield running


def write_certificate(folder: Path) -> None:
    """A certificate for this computer that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "certificate.key").write_bytes(written)


def client(proxy: Proxy, address: str = "127.0.0.1") -> Client:
    """Somebody who comes by the web server."""
    return Client(proxy.secure, proxy.folder / "certificate.pem", address)


def wrong_code(number: int) -> str:
    """A code that nobody was given and no typing mistake explains."""
    return make_code(random.Random(number).randrange)


def test_somebody_signs_in(proxy: Proxy, survey: Survey) -> None:
    browser = client(proxy)
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/konto/login/").text)[:1]
    form = {"csrfmiddlewaretoken": token, "login": survey.email, "password": survey.password}
    assert browser.post("/konto/login/", form, Referer=f"{browser.origin}/konto/login/").status == 302
    assert browser.get("/kommun/").status == 200
    assert "/konto/login/" in proxy.logged() or "caddy" in proxy.folder.name


def test_an_answer_comes_in_and_its_code_is_in_no_log(proxy: Proxy, survey: Survey) -> None:
    browser, code = client(proxy), survey.codes[[*KINDS].index(server_of(proxy))]
    for typed in ("/svara/k/", "/%73vara/k/", "/SVARA/k/", "/svara//k/"):
        browser.get(f"{typed}{code}/", Referer=f"{browser.origin}/svara/k/{code}/")
    form = {"kod": code, "fraga-helhet": "1", "kon": "K"}
    assert browser.post("/svara/skicka/", form).place == "/svara/tack/"
    assert browser.get(f"/svara/k/{code}/").status == 410
    too_much = browser.post("/svara/skicka/", form | {"more": "x" * 100_000})
    assert too_much.status in {413, 502}  # Caddy before 2.8 breaks off, and says that it was the service
    assert code not in proxy.logged()
    assert code not in "".join(survey.service.log)
    assert not re.search(r"/svara/\w", proxy.logged())


def test_whoever_forgets_https_is_led_there_and_leaves_no_trace(proxy: Proxy) -> None:
    code = wrong_code(1)
    plain = http.client.HTTPConnection(NAME, proxy.plain, timeout=10)
    plain.request("GET", f"/svara/k/{code}/")
    response = plain.getresponse()
    assert response.status in {301, 308}
    led_to = urlsplit(response.headers["Location"])
    assert (led_to.scheme, led_to.hostname, led_to.path) == ("https", NAME, f"/svara/k/{code}/")
    plain.close()
    assert code not in proxy.logged()


def test_a_clients_own_address_reaches_the_rate_limit_and_no_other(proxy: Proxy) -> None:
    place = [*KINDS].index(server_of(proxy)) * 2 + 11
    guesser, neighbour = client(proxy, f"127.0.0.{place}"), client(proxy, f"127.0.0.{place + 1}")
    statuses = [
        guesser.get(
            f"/svara/k/{wrong_code(place * 1000 + number)}/", **{"X-Forwarded-For": f"203.0.113.{number}"}
        ).status
        for number in range(2 * WRONG_CODES.household)  # twice, since a window may end on the way
    ]
    assert statuses[: WRONG_CODES.household] == [404] * WRONG_CODES.household
    assert statuses[-1] == 429
    assert neighbour.get(f"/svara/k/{wrong_code(1)}/").status == 404


@pytest.mark.parametrize(
    ("newest", "suites"), [(ssl.TLSVersion.TLSv1_1, "ALL"), (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-SHA")]
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1:DeprecationWarning")
def test_old_ciphers_are_not_spoken(proxy: Proxy, newest: ssl.TLSVersion, suites: str) -> None:
    context = ssl.create_default_context(cafile=proxy.folder / "certificate.pem")
    context.set_ciphers(f"{suites}:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = newest
    with (
        socket.create_connection(("127.0.0.1", proxy.secure)) as bare,
        pytest.raises(ssl.SSLError, match=r"alert|closed"),
    ):
        context.wrap_socket(bare, server_hostname=NAME)


def test_a_trace_gives_nothing_back(proxy: Proxy) -> None:
    answer = client(proxy).trace("/", Secret="of a browser")
    assert "of a browser" not in answer.text


def test_what_programs_ask_is_not_let_through(proxy: Proxy) -> None:
    for path in ("/health/live", "/health/ready", "/health/metrics", "/%68ealth/metrics", "//health/metrics"):
        answer = client(proxy).get(path)
        assert answer.status == 404
        assert "tycktill_" not in answer.text


def test_styles_come_with_the_headers_of_the_service(proxy: Proxy) -> None:
    answer = client(proxy).get("/static/look/tycktill.css")
    assert (answer.status, answer.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    start = client(proxy).get("/")
    assert start.status == 200
    assert "max-age=" in start.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("name", SERVERS)
def test_a_service_that_is_away_leaves_no_code_in_a_log(name: str, tmp_path: Path) -> None:
    write_certificate(tmp_path)
    code = wrong_code(2)
    with running_proxy(name, tmp_path, free_port()) as proxy:
        browser = client(proxy)
        assert browser.get(f"/svara/k/{code}/", Referer=f"{browser.origin}/svara/k/{code}/").status in {502, 503}
        assert browser.post("/svara/kontroll/", {"kod": code}).status in {502, 503}
        assert code not in proxy.logged()


def server_of(proxy: Proxy) -> str:
    """Which of the three it is."""
    return next(name for name in KINDS if proxy.folder.name.startswith(name))
