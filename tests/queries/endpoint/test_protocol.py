"""Reading requests by the SPARQL 1.1 Protocol, without a server."""

from __future__ import annotations

import pytest

from kavshiri.queries.endpoint.errors import ProblemError
from kavshiri.queries.endpoint.protocol import Asked, read_request

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        (("GET", b""), Asked(None)),
        (("GET", b"query=ASK%20%7B%7D"), Asked("ASK {}")),
        (("GET", b"query=ASK+%7B%7D&x=1"), Asked("ASK {}")),
        (("GET", "query=ASK {?s ?p 'ქ'}".encode()), Asked("ASK {?s ?p 'ქ'}")),
        (("GET", b"query="), Asked("")),
        (("POST", b"", FORM, b"query=ASK%7B%7D"), Asked("ASK{}")),
        (("POST", b"", f"{FORM}; charset=utf-8", b"query=ASK%7B%7D"), Asked("ASK{}")),
        (("POST", b"", QUERY, b"ASK{}"), Asked("ASK{}")),
        (("POST", b"", f'{QUERY.upper()};charset="UTF-8"', b"ASK{}"), Asked("ASK{}")),
        (("POST", b"", QUERY, b"\xef\xbb\xbfASK{}"), Asked("ASK{}")),
        (
            ("GET", b"query=ASK%7B%7D&default-graph-uri=a%3Ab&default-graph-uri=c%3Ad"),
            Asked("ASK{}", ("a:b", "c:d"), ()),
        ),
        (("GET", b"query=ASK%7B%7D&named-graph-uri=a%3Ab"), Asked("ASK{}", (), ("a:b",))),
        (
            ("POST", b"named-graph-uri=a%3Ab", QUERY, b"ASK{}"),
            Asked("ASK{}", (), ("a:b",)),
        ),
        (
            ("POST", b"default-graph-uri=a%3Ab", FORM, b"query=ASK%7B%7D&named-graph-uri=c%3Ad"),
            Asked("ASK{}", ("a:b",), ("c:d",)),
        ),
        (("GET", b"query=ASK%7B%7D&format=csv&lang=ka"), Asked("ASK{}", format="csv", lang="ka")),
        (("GET", b"query=ASK%7B%7D&output=xml"), Asked("ASK{}", format="xml")),
    ],
)
def test_what_is_asked(request_: tuple[str, bytes, str, bytes], asked: Asked) -> None:
    assert read_request(*request_) == asked


@pytest.mark.parametrize(
    ("request_", "kind", "status"),
    [
        (("GET", b"query=ASK%7B%7D&query=ASK%7B%7D"), "two_queries", 400),
        (("POST", b"query=ASK%7B%7D", QUERY, b"ASK{}"), "two_queries", 400),
        (("POST", b"query=ASK%7B%7D", FORM, b"query=ASK%7B%7D"), "two_queries", 400),
        (("GET", b"query=ASK%7B%7D&update=CLEAR+ALL"), "query_and_update", 400),
        (("GET", b"update=CLEAR+ALL"), "update", 403),
        (("POST", b"", FORM, b"update=CLEAR+ALL"), "update", 403),
        (("POST", b"", FORM, b"update=CLEAR+ALL&update=CLEAR+ALL"), "update", 403),
        (("POST", b"", "application/sparql-update", b"CLEAR ALL"), "update", 403),
        (("POST", b"", FORM, b""), "no_query", 400),
        (("POST", b"", FORM, b"q=ASK"), "no_query", 400),
        (("POST", b"", "text/plain", b"ASK{}"), "media_type", 415),
        (("POST", b"", None, b"ASK{}"), "media_type", 415),
        (("POST", b"", "multipart/form-data; boundary=x", b""), "media_type", 415),
        (("POST", b"", f"{QUERY}; charset=UTF-16", "ASK{}".encode("utf-16")), "charset", 415),
        (("POST", b"", f"{FORM}; charset=latin1", b"query=ASK"), "charset", 415),
        (("POST", b"", QUERY, b"ASK { ?s ?p '\xff' }"), "not_text", 400),
        (("GET", b"query=ASK%FF"), "not_text", 400),
        (("GET", b"&".join([b"a=b"] * 1_001)), "too_long", 413),
    ],
)
def test_what_is_refused(
    request_: tuple[str, bytes, str | None, bytes], kind: str, status: int
) -> None:
    with pytest.raises(ProblemError) as caught:
        read_request(*request_)
    assert (caught.value.kind, caught.value.status) == (kind, status)
