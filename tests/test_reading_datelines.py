"""Datelines, date lines, bylines, captions and verbless lines, one table each."""

import pytest

from claims.reading.dates import iso_date
from claims.reading.layout.bylines import author_of, is_byline, is_credit
from claims.reading.layout.captions import is_caption
from claims.reading.layout.datelines import dateline_of, is_date_line, stated_date
from claims.reading.layout.verbless import is_verbless


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lind, 2 May 2024 (AP) - He came.", ("Lind, 2 May 2024 (AP) -", "AP", "2024-05-02")),
        ("BAGHDAD (Reuters) - Qaani came.", ("BAGHDAD (Reuters) -", "Reuters", None)),
        (
            "BAGHDAD, July 20 (Reuters) - He came.",
            ("BAGHDAD, July 20 (Reuters) -", "Reuters", None),
        ),
        ("LOUISVILLE, Ky. (AP) — He came.", ("LOUISVILLE, Ky. (AP) —", "AP", None)),
        ("BERLIN, Aug. 22 (Xinhua) -- He came.", ("BERLIN, Aug. 22 (Xinhua) --", "Xinhua", None)),
        (
            "ZURICH/HONG KONG (Reuters) - He came.",
            ("ZURICH/HONG KONG (Reuters) -", "Reuters", None),
        ),
        ("(Reuters) - He came.", ("(Reuters) -", "Reuters", None)),
        ("Philadelphia (AFP) – He came.", ("Philadelphia (AFP) –", "AFP", None)),
        ("Washington (CNN)He came.", ("Washington (CNN)", "CNN", None)),
        ("MOSCOW, May 2. /TASS/. He came.", ("MOSCOW, May 2. /TASS/.", "TASS", None)),
        (
            "PARIS, Feb 18, 2024 (AFP) - He came.",
            ("PARIS, Feb 18, 2024 (AFP) -", "AFP", "2024-02-18"),
        ),
        ("DES MOINES, Iowa — He came.", ("DES MOINES, Iowa —", None, None)),
        ("WASHINGTON -- He came.", ("WASHINGTON --", None, None)),
        (
            "THOMASVILLE, N.C. (Reuters) - He came.",
            ("THOMASVILLE, N.C. (Reuters) -", "Reuters", None),
        ),
        (
            "Source: Xinhua| 2018-08-22 20:20:24|Editor: xuxin",
            ("Source: Xinhua| 2018-08-22 20:20:24|Editor: xuxin", "Xinhua", "2018-08-22"),
        ),
        ("NATO — the alliance of the West — met.", None),
        ("He came (Reuters) - and went.", None),
        ("Qaani came to Baghdad.", None),
        ("“The Iranians learned their lesson,” the source said.", None),
        ("Rep. Jim Jordan (R-Ohio) - a critic - said so.", None),
        ("U.S. forces left.", None),
    ],
)
def test_dateline(line: str, expected: tuple[str, str | None, str | None] | None) -> None:
    found = dateline_of(line)
    assert (found and (line[: found.length], found.agency, found.published)) == expected


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Saturday, September 12, 2015", "2015-09-12"),
        ("August 08, 2011", "2011-08-08"),
        ("Published: 12 March 2024", "2024-03-12"),
        ("Published 3:05 p.m. EDT Mar. 3, 2024", "2024-03-03"),
        ("2024-02-18", "2024-02-18"),
        ("2024-02-18T09:30:00Z", "2024-02-18T09:30:00+00:00"),
        ("Updated: March 3, 2024", None),
        ("18th February 2024 | 10:30 GMT", "2024-02-18"),
    ],
)
def test_date_line(line: str, date: str | None) -> None:
    assert is_date_line(line)
    assert stated_date(line) == date


@pytest.mark.parametrize(
    "line", ["On May 2, 2015 he came.", "May 2", "03/04/2024", "2015 was a good year", "He came."]
)
def test_no_date_line(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-02-18", "2024-02-18"),
        ("2024-02-18T09:30Z", "2024-02-18T09:30:00+00:00"),
        ("2024-02-18T09:30:00+02:00", "2024-02-18T09:30:00+02:00"),
        ("2024-02-18T09:30:00.123456Z", "2024-02-18T09:30:00+00:00"),
        ("2024-02-18 09:30:00", "2024-02-18"),
        ("Sun, 18 Feb 2024 09:30:00 -0500", "2024-02-18T09:30:00-05:00"),
        ("Sept. 5, 2007", "2007-09-05"),
        ("5 September 2007", "2007-09-05"),
        ("February 31, 2024", None),
        ("03/04/2024", None),
        ("Aug. 31", None),
        ("2025-06-17T22:30:00-07:00", "2025-06-17T22:30:00-07:00"),
        ("Sun, 18 Feb 24 09:30:00 GMT", "2024-02-18T09:30:00+00:00"),
        ("0001-01-01T00:00:00+14:00", None),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("January 1, 0001", None),
        ("1604-12-31", None),
        ("1605-01-01", "1605-01-01"),
        ("2199-12-31", "2199-12-31"),
        ("9999-12-31", None),
        ("1970-01-01T00:00:00Z", None),
        ("1970-01-01", "1970-01-01"),
        ("", None),
        ("last Tuesday", None),
    ],
)
def test_iso_date(stated: str, expected: str | None) -> None:
    assert iso_date(stated) == expected


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("by Murad Abdo", "Murad Abdo"),
        ("By Jane Doe and John Roe, Reuters", "Jane Doe and John Roe"),
        ("By Jane Doe | March 3, 2024", "Jane Doe"),
        ("By Jane van der Doe in Baghdad", "Jane van der Doe"),
        ("By Ana-María O’Neill, John Roe and Li Wei", "Ana-María O’Neill, John Roe and Li Wei"),
    ],
)
def test_byline(line: str, author: str) -> None:
    assert is_byline(line)
    assert author_of(line) == author


@pytest.mark.parametrize(
    "line", ["By Monday the harbour was closed.", "By then he had left.", "Jane Doe said so."]
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("(Reporting by Jane Doe; Editing by John Roe.)", "Jane Doe"),
        ("Reporting by Jane Doe in Baghdad; Writing by John Roe", "Jane Doe"),
        ("Jane Doe contributed reporting from Rome.", None),
        ("Jane Doe and John Roe contributed to this report.", None),
        ("Follow Jane Doe on Twitter @janedoe.", None),
    ],
)
def test_credit(line: str, author: str | None) -> None:
    assert is_credit(line)
    assert author_of(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: A crane in Brunnau, Germany, May 1, 2020.",
        "FILE - In this May 1, 2020 photo, a crane stands in Brunnau.",
        "REUTERS/Jane Doe/File Photo",
        "(Xinhua/Li Wei)",
        "(Photo by Jane Doe/Getty Images)",
        "(AP Photo/Jane Doe)",
        "Photo: Jane Doe",
        "Image source, Getty Images",
        "Port Authority of Brunnau/Handout via REUTERS",
        "A crane stands in the harbour of Brunnau, Germany, May 1, 2020.",
    ],
)
def test_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The picture was taken in Brunnau, the police said.",
        "The photo shows a crane, the authority said on May 1, 2020.",
        "Reuters reported that a crane fell.",
        "The video shows it falling (Reuters has not verified it).",
        "AP/Ipsos polls show that voters doubt it, he said.",
        "A worker said the crane leaves Brunnau on May 1, 2020.",
    ],
)
def test_no_caption(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The ferry Undine in the harbour of Brunnau.", True),
        ("pilgrims at the Grand Mosque in 2008.", True),
        ("The ferry is in the harbour.", False),
        ("Workers in the harbour of Brunnau struck on Monday.", False),
        ("About 350 people work for the port.", False),
        ("It in the harbour of Brunnau.", False),
        ("Why in the harbour of Brunnau?", False),
        ("In Brunnau.", False),
    ],
)
def test_verbless(line: str, expected: bool) -> None:
    assert is_verbless(line) is expected
