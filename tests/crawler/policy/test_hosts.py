import pytest

from crawler.policy.hosts import count_article_urls, is_on_site, is_private_address, is_private_host

HOSTS = ("example.org", "example.org:8080", "127.0.0.1:5000", "[::1]:5000", "plain.example:80", "ünï.example")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org/",
        "http://example.org:80/a",
        "https://EXAMPLE.org./a",
        "http://example.org:8080/",
        "http://127.0.0.1:5000/a?b#c",
        "http://[::1]:5000/",
        "http://plain.example/",
    ],
)
def test_addresses_on_the_hosts_are_on_the_site(url):
    assert is_on_site(url, HOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/",
        "https://example.org.evil.test/",
        "http://example.org:81/",
        "http://127.0.0.1/",
        "http://127.0.0.1:5001/",
        "https://plain.example/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://[broken/",
        "https://example.org@evil.test/",
        "https://user@example.org/",
        "https://evil.test\\@example.org/",
        "/relative",
        "",
    ],
)
def test_all_other_addresses_are_not(url):
    assert not is_on_site(url, HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - it is refused
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
    ],
)
def test_addresses_of_private_networks_are_private(address):
    assert is_private_address(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"]
)
def test_public_addresses_are_not(address):
    assert not is_private_address(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "localhost:80", "demo.localhost", "[::1]:80", "10.0.0.1"]
)
def test_a_host_that_says_it_is_private_is_meant(host):
    assert is_private_host(host)


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "127.0.0.1.example.org", "93.184.215.14"])
def test_a_public_name_does_not_say_so(host):
    assert not is_private_host(host)


def test_urls_that_may_be_articles_are_counted():
    urls = ["https://a.example/2026/x/", "https://a.example/tag/x/", "https://b.example/2026/y/"]
    assert count_article_urls(urls, hosts=["a.example"], articles="/2026/") == 1
    assert count_article_urls(urls, hosts=["a.example"], articles=None) == 2
