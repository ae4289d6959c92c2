"""The address of a request is the one that can be trusted, whoever wrote it and however."""

import ipaddress

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tycktill_web.participants.network import address_of, networks_of


def address(remote: str, forwarded: str = "") -> str:
    """As the service sees it."""
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return address_of(request)


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("10.9.9.9, 203.0.113.9", "203.0.113.9"),  # the proxy adds last; before it stands what anybody sent
        ("203.0.113.64:40001", "203.0.113.64"),
        ("203.0.113.64:40002", "203.0.113.64"),
        ("[2001:db8::1]:443", "2001:db8::/64"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::1:443", "2001:db8::/64"),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "192.0.2.1"),
        ("unknown", "unknown"),
        ("_hidden/64", "_hidden 64"),
    ],
)
def test_behind_a_proxy_it_is_what_the_proxy_added_last(settings: Settings, forwarded: str, expected: str) -> None:
    settings.BEHIND_PROXY = True
    assert address("192.0.2.1", forwarded) == expected


def test_without_a_proxy_nobody_is_believed(settings: Settings) -> None:
    settings.BEHIND_PROXY = False
    assert address("192.0.2.1", "203.0.113.9") == "192.0.2.1"


@pytest.mark.parametrize("behind_proxy", [True, False])
def test_on_a_socket_without_addresses_it_is_empty(settings: Settings, behind_proxy: bool) -> None:
    settings.BEHIND_PROXY = behind_proxy
    assert address("") == ""
    assert networks_of("") == ("",)


@given(st.ip_addresses(v=6, network="2000::/3"))
def test_a_household_and_its_site_are_networks_that_hold_the_address(each: ipaddress.IPv6Address) -> None:
    household, site = (ipaddress.IPv6Network(network) for network in networks_of(address(str(each))))
    assert (household.prefixlen, site.prefixlen) == (64, 48)
    assert each in household
    assert each in site


@given(st.text(max_size=60))
def test_whatever_a_proxy_writes_has_networks(said: str) -> None:
    assert networks_of(address(said))


@given(st.ip_addresses(v=4), st.integers(1, 65535))
def test_a_port_makes_no_new_address(each: ipaddress.IPv4Address, port: int) -> None:
    assert address(f"{each}:{port}") == address(str(each)) == str(each)
    assert networks_of(str(each)) == (str(each),)
