"""Which addresses may be connected to."""

import pytest

from bot.errors import LinkError
from bot.intake.guard import check_link, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "198.18.0.1", "192.0.2.1", "240.0.0.1", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
        "2001:db8::1", "fe80::1%eth0", "2001:0:0:0:0:0:80ff:fffe", "2606:4700::5efe:7f00:1", "not an address",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_in_every_wrapping(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "link",
    [
        "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "http://", "https://user:pw@example.org/",
        "http://example.org:22/", "http://example.org:8080/", "http://exa mple.org/", "http://example.org:99999/",
        "http://[::1", "gopher://example.org", "http://example.org\\@127.0.0.1/",
    ],
)  # fmt: skip
def test_links_behind_which_no_article_stands_are_refused(link: str) -> None:
    with pytest.raises(LinkError):
        check_link(link, frozenset())


def test_a_pair_that_the_operator_opened_passes() -> None:
    check_link("http://127.0.0.1:8080/a", frozenset({"127.0.0.1:8080"}))


@pytest.mark.parametrize("link", ["http://example.org/", "https://example.org:443/a?b#c", "http://münchen.example/a"])
def test_plain_links_pass(link: str) -> None:
    check_link(link, frozenset())
