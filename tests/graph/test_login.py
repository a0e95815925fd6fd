"""The answer to a server's challenge, against the examples of the specifications."""

from __future__ import annotations

import pytest

from kavshiri.graph.login import Login, challenge_of
from kavshiri.ontology import StoreError

# RFC 7616, section 3.9.1
MUFASA = Login("Mufasa", "Circle of Life")
CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
CLIENT = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
RESPONSES = {
    "MD5": "8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
}


@pytest.mark.parametrize("algorithm", RESPONSES)
def test_digest(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _size: CLIENT)
    challenge = challenge_of([CHALLENGE.format(algorithm=algorithm)])
    assert challenge is not None
    shown = challenge.credentials(MUFASA, "GET", "/dir/index.html")
    assert shown.startswith('Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf')
    assert f'response="{RESPONSES[algorithm]}"' in shown
    assert "qop=auth, nc=00000001" in shown
    assert "nc=00000002" in challenge.credentials(MUFASA, "GET", "/dir/index.html")


def test_digest_is_better_than_basic() -> None:
    both = ['Basic realm="x"', CHALLENGE.format(algorithm="MD5")]
    for headers in (both, both[::-1], [", ".join(both)]):
        challenge = challenge_of(headers)
        assert challenge is not None
        assert challenge.scheme == "digest"


@pytest.mark.parametrize(
    "header",
    [
        "Negotiate",
        'Digest realm="x", nonce="1", algorithm=SHA-512-256',
        'Digest qop="auth-int"',
        "",
    ],
)
def test_what_cannot_be_answered_is_left(header: str) -> None:
    assert challenge_of([header]) is None


def test_basic() -> None:
    challenge = challenge_of(["basic"])
    assert challenge is not None
    # RFC 7617, section 2.1
    assert challenge.credentials(Login("test", "123£"), "GET", "/") == "Basic dGVzdDoxMjPCow=="


def test_the_environment_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAVSHIRI_USER", raising=False)
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "hunter2")
    assert Login.from_environment() is None
    monkeypatch.setenv("KAVSHIRI_USER", "me")
    login = Login.from_environment()
    assert login == Login("me", "hunter2")
    assert "hunter2" not in repr(login)
    monkeypatch.setenv("KAVSHIRI_PASSWORD", "hunter2\r\nX-Other: 1")
    with pytest.raises(StoreError, match="KAVSHIRI_PASSWORD holds a line break") as caught:
        Login.from_environment()
    assert "hunter2" not in str(caught.value)
