"""The pages as the server answers them: what they say, and to whom."""

import re
import sqlite3
import subprocess
import sys
import time

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from review_examples import PAYLOADS, seed
from review_fixtures import OWNER, make_database

from claims.review.access.guard import PAGE_POLICY
from claims.review.access.sessions import COOKIE
from claims.review.server.desk import make_datasette
from claims.review.server.serving import address_of
from claims.review.tables.connections import TOO_WIDE
from claims.store import descriptions, open_store, transaction

OURS = ["/", "/-/claims/articles", "/-/claims/search", "/-/claims/search?q=wall"]


async def addresses(desk):
    """Return the path of every article, claim and source of the desk."""
    found = []
    for table, page in (("documents", "article"), ("claims", "claim"), ("sources", "source")):
        rows = await desk.select(f"select id from {table}")  # noqa: S608 (constants above)
        found += [f"/-/claims/{page}/{row['id']}" for row in rows]
    return found


async def soup_of(desk, path, **options):
    answer = await desk.get(path, **options)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


async def seed_path(desk):
    rows = await desk.select("select id from documents where published = '2024-02-18'")
    return f"/-/claims/article/{rows[0]['id']}"


async def test_the_first_page_says_what_is_in_the_file(desk):
    soup = await soup_of(desk, "/")
    figures = {
        li.span.get_text(): (int(li.b.get_text().replace(",", "")), li.a["href"])
        for li in soup.select(".figures li")
    }
    count = {label: number for label, (number, _) in figures.items()}
    assert count["articles"] == 4
    assert count["claims"] == (
        count["with a source"] + count["unnamed sources only"] + count["without a source"]
    )
    for label, (number, href) in figures.items():
        if label == "to review":
            remain = (await soup_of(desk, href)).select_one(".remain").get_text()
            assert remain.startswith(f"{number} left")
        elif label != "articles":
            assert (await desk.get(href)).status_code == 200
            path, _, query = href.partition("?")
            answer = await desk.get(f"{path}.json?{query}&_extra=count&_size=0")
            assert answer.json()["count"] == number, label
    assert len(soup.select("a.title")) == 4
    assert [a["href"] for a in soup.select("#questions + ul a")]
    assert soup.select_one('a[href="/claims"]') is not None


async def test_the_first_page_of_an_empty_file_says_what_to_do(tmp_path):
    datasette = make_datasette(make_database(tmp_path / "empty.db"), owner="ann")
    answer = await datasette.client.get("/", actor=OWNER)
    datasette.close()
    assert answer.status_code == 200
    assert "claims add PATH" in answer.text


async def test_counts_follow_what_is_added(tmp_path):
    path = make_database(tmp_path / "growing.db")
    datasette = make_datasette(path, owner="ann")
    before = (await datasette.client.get("/", actor=OWNER)).text
    make_database(path, seed())
    after = (await datasette.client.get("/", actor=OWNER)).text
    datasette.close()
    assert "<b>20</b><span>claims" not in before
    assert "<b>20</b><span>claims" in after


async def test_the_article_keeps_every_word_of_the_text(desk):
    soup = await soup_of(desk, await seed_path(desk))
    for extra in soup.select(".line, .number"):
        extra.decompose()
    shown = " ".join(soup.select_one("article").get_text().split())
    assert shown == " ".join(seed().document.text.split())


def line_of(soup, number):
    """Return what the margin says of a sentence, as one reads it."""
    line = soup.select_one(f"#s{number} .line")
    for unseen in line.select(".unseen"):
        unseen.decompose()
    return " ".join(line.get_text(" ").split())


@pytest.mark.parametrize(("confidence", "told"), [(0.43, True), (0.5, False), (0.83, False)])
async def test_who_is_meant_by_a_guess_is_marked(tmp_path, confidence, told):
    database = tmp_path / "claims.db"
    make_database(database, seed())
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE hops SET confidence = ?", (confidence,))
        [(document, claim)] = connection.execute(
            "SELECT document, id FROM claims WHERE hops ORDER BY document, number LIMIT 1"
        )
    datasette = make_datasette(database, owner=OWNER["id"])
    for path in (f"article/{document}", f"claim/{claim}"):
        page = await datasette.client.get(f"/-/claims/{path}", actor=OWNER)
        assert page.status_code == 200
        assert ("(a guess)" in page.text) is told
    datasette.close()


async def test_the_margin_says_in_one_line_who_says_each_sentence(desk):
    soup = await soup_of(desk, await seed_path(desk))
    lines = {number: line_of(soup, number) for number in (1, 2, 6, 9, 13)}
    assert lines == {
        1: "◆ Reuters → ◌ multiple Iranian and Iraqi sources",
        2: "◆ Reuters → ◌ multiple Iranian and Iraqi sources + Washington",
        6: "■ Kataib Hezbollah + ? in part",
        9: "? no source",
        13: "◆ Reuters + ? in part",
    }
    assert "inferred" in soup.select_one("#s2 .line .hop")["class"]


async def test_the_panel_tells_the_rest_of_the_claim_in_hand(desk):
    path = await seed_path(desk)
    rows = await desk.select("select id from claims where text like 'Iranian-backed forces%'")
    soup = await soup_of(desk, f"{path}?claim={rows[0]['id']}")
    panel = soup.select_one("#panel")
    assert [a.get_text() for a in panel.select(".chain-down a")] == [
        "Reuters",
        "multiple Iranian and Iraqi sources",
        "Washington",
    ]
    assert [tab.get("aria-current") for tab in panel.select(".tabs a")] == [None, "true"]
    assert " ".join(panel.select_one(".kinds").get_text().split()).startswith("opinion · reported")


async def test_unsourced_sentences_are_marked_by_more_than_colour(desk):
    soup = await soup_of(desk, await seed_path(desk))
    asked = [s["data-number"] for s in soup.select(".sentence[data-asks]")]
    assert asked == ["6", "7", "8", "9", "12", "13", "14"]
    assert "".join(p.get_text() for p in soup.select("#s9 .content.unsourced")).startswith("There")


async def test_a_sentence_without_a_claim_can_be_in_hand(desk):
    rows = await desk.select(
        "select id, document from sentences where headline = 0"
        " and id not in (select sentence from claims) limit 1"
    )
    path = f"/-/claims/article/{rows[0]['document']}?sentence={rows[0]['id']}"
    panel = (await soup_of(desk, path)).select_one("#panel")
    assert panel["data-of"] == rows[0]["id"]
    assert "No claim was found here" in panel.get_text()


async def test_the_strip_has_a_cell_for_each_sentence(desk):
    soup = await soup_of(desk, await seed_path(desk))
    cells = soup.select(".strip a")
    assert [cell["href"] for cell in cells] == [f"#s{n}" for n in range(1, 15)]
    looks = [cell["class"][1].removeprefix("cell-") for cell in cells]
    assert looks == (
        ["anonymous"] * 5
        + ["organisation"] * 2
        + ["unsourced"] * 2
        + ["anonymous"] * 2
        + ["unsourced", "outlet", "unsourced"]
    )
    assert cells[12].get_text().endswith("sentence 13: outlet; partly the writer’s own")


async def test_lists_show_the_same_strip(desk):
    path = await seed_path(desk)
    article = await soup_of(desk, path)
    listed = await soup_of(desk, "/-/claims/articles")
    entry = next(
        li for li in listed.select(".list > li") if li.select_one("a.title")["href"] == path
    )
    assert [c["class"][1:] for c in entry.select(".strip .cell")] == [
        c["class"][1:] for c in article.select(".strip .cell")
    ]
    tally = article.select_one("#tally").get_text()
    assert tally == "14 sentences: 7 with a source, 3 in part, 4 without"
    assert tally in entry.get_text()


async def test_an_article_that_was_not_extracted_says_so(desk):
    rows = await desk.select("select id from documents where language = 'de'")
    soup = await soup_of(desk, f"/-/claims/article/{rows[0]['id']}")
    assert "Claims were not looked for" in soup.get_text()
    assert not soup.select(".line")


async def test_articles_are_narrowed_and_paged(desk, monkeypatch):
    soup = await soup_of(desk, "/-/claims/articles?q=port+times")
    assert [a.get_text() for a in soup.select("a.title")] == ["Harbour wall cracks again"]
    soup = await soup_of(desk, "/-/claims/articles?q=no_such")
    assert "No results for “no_such”" in soup.get_text()
    monkeypatch.setattr("claims.review.article.list_page.PAGE", 3)
    first = await soup_of(desk, "/-/claims/articles")
    older = first.select_one("a[rel=next]")["href"]
    second = await soup_of(desk, f"/-/claims/articles{older}")
    titles = [a["href"] for page in (first, second) for a in page.select("a.title")]
    assert len(titles) == len(set(titles)) == 4
    assert not second.select("a[rel=next]")


async def test_a_claim_has_a_page_of_its_own(desk):
    rows = await desk.select("select id from claims where text = 'two pumps had failed'")
    soup = await soup_of(desk, f"/-/claims/claim/{rows[0]['id']}")
    assert soup.h1.get_text() == "two pumps had failed"
    assert [a.get_text() for a in soup.select(".chain a")] == ["Reuters", "a senior official"]
    assert soup.mark.get_text() == "two pumps had failed"
    assert "two" in soup.select_one("dl").get_text()
    assert "No decision yet" in soup.get_text()


async def test_a_source_has_a_page_of_its_own(desk):
    rows = await desk.select("select id from sources where name = 'Reuters'")
    soup = await soup_of(desk, f"/-/claims/source/{rows[0]['id']}")
    text = soup.get_text()
    assert "Reuters" in soup.h1.get_text()
    assert "how Iran has been working" in text
    assert "the pumps would fail next winter" in text
    assert "2 articles" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pump", "two pumps had failed"),
        ('"wall is safe"', "The wall is safe"),
        ("harb*", "The harbour wall cost"),
        ("Ruiz", "Mayor Ana Ruiz said"),
        ("no-such-word-at-all", "No results"),
        ('"', "All words must occur"),
    ],
)
async def test_search(desk, words, expected):
    soup = await soup_of(desk, "/-/claims/search", params={"q": words})
    assert expected in soup.get_text()


async def test_what_is_not_there_is_404(desk):
    for page in ("article", "claim", "source"):
        assert (await desk.get(f"/-/claims/{page}/nothing")).status_code == 404


async def test_every_page_has_the_strict_policy_and_no_inline_script(desk):
    for path in OURS + await addresses(desk):
        answer = await desk.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-security-policy"] == PAGE_POLICY
        soup = BeautifulSoup(answer.text, "html.parser")
        assert all(script.get("src") and not script.get_text() for script in soup.select("script"))
        assert not soup.select("style, [style]")
        assert not [a for a in soup.select("*") for name in a.attrs if name.startswith("on")]


async def test_hostile_text_stays_text_on_every_page(desk):
    paths = [*OURS, "/-/claims/search?q=zebra", *await addresses(desk)]
    tables = [f"/claims/{name}" for name in descriptions() if not name.endswith("_fts")]
    seen = 0
    for path in [*paths, *tables, "/claims/claims?_search=zebra", "/claims/unsourced_numbers"]:
        answer = await desk.get(path)
        assert answer.status_code == 200, path
        seen += PAYLOADS[0] in BeautifulSoup(answer.text, "html.parser").get_text()
        soup = BeautifulSoup(answer.text, "html.parser")
        assert not soup.select("img[onerror], svg[onload]"), path
        assert not [
            s
            for s in soup.select("script")
            if "pwned=1" in s.get_text() and not s.get_text().lstrip().startswith("window._")
        ], path
        assert not [
            a["href"]
            for a in soup.select("[href]")
            if a["href"].lstrip().lower().startswith(("javascript:", "data:"))
        ], path
    assert seen > 8


async def test_a_hostile_headline_is_shown_letter_by_letter(desk):
    rows = await desk.select("select id from documents where title like '%pwned%'")
    soup = await soup_of(desk, f"/-/claims/article/{rows[0]['id']}")
    assert soup.h1.get_text() == " ".join(PAYLOADS)
    assert "javascript:window.pwned=1//https://ok.example/" in soup.get_text()


async def test_nobody_sees_anything_without_signing_in(desk):
    paths = [
        *OURS,
        *(await addresses(desk))[:3],
        "/claims",
        "/claims.json",
        "/claims/claims",
        "/claims/claims.json",
        "/claims/quoted_most",
        "/claims.db",
        "/-/databases.json",
        "/claims/-/query.json?sql=select+1",
        "/-/settings.json",
        "/claims/claims.csv",
        "/-/jump.json?q=c",
    ]
    for path in paths:
        answer = await desk.get(path, actor=None)
        allowed = answer.status_code == 200 and path.startswith("/-/jump")
        assert answer.status_code == 403 or (allowed and answer.json()["matches"] == []), path
        assert "Qaani" not in answer.text
    assert "<code>claims serve</code>" in (await desk.get("/", actor=None)).text


async def test_a_stranger_with_a_name_sees_nothing_either(desk):
    for actor in ({"id": "bob"}, {"id": "bob", "role": "king"}, {"id": None}):
        assert (await desk.get("/", actor=actor)).status_code == 403
    assert (await desk.get("/", actor={"id": "bob", "role": "reader"})).status_code == 200


@pytest.mark.parametrize("role", ["reader", "reviewer", "editor", "admin"])
async def test_no_role_writes_through_datasette(desk, role):
    actor = {"id": "bob", "role": role}
    client = desk.datasette.client
    # Only an admin may change rows by hand, on record; nobody the trail, tables or by SQL.
    table = "reviews" if role == "admin" else "documents"
    for path, body in (
        (f"/claims/{table}/-/insert", {"row": {"id": "x"}}),
        ("/claims/-/create", {"table": "x", "row": {"id": 1}}),
        ("/claims/claims/-/drop", {"confirm": True}),
        ("/claims/-/execute-write", {"sql": "delete from claims"}),
    ):
        answer = await client.post(path, json=body, actor=actor)
        assert answer.status_code in (403, 405), (path, answer.status_code)
    assert (await desk.select("select count(*) as n from claims"))[0]["n"] > 20


async def test_sql_cannot_write(desk):
    for sql in (
        "delete from claims",
        "update claims set text = ''",
        "pragma journal_mode=delete",
        "attach 'x.db' as x",
        "create temp table t (x)",
    ):
        answer = await desk.get("/claims/-/query.json", params={"sql": sql})
        assert answer.status_code == 400, sql


async def test_public_reads_and_does_not_write(desk_path):
    datasette = make_datasette(desk_path, public=True)
    client = datasette.client
    for path in ("/", "/-/claims/articles", "/claims/claims.json", "/claims/quoted_most.json"):
        assert (await client.get(path)).status_code == 200, path
    answer = await client.post("/claims/documents/-/insert", json={"row": {"id": "x"}})
    assert answer.status_code == 403
    assert (await client.get("/claims/-/query.json?sql=select+1")).status_code == 403
    datasette.close()
    datasette = make_datasette(desk_path, public=True, public_names=True)
    client = datasette.client
    assert (await client.get("/claims/-/query.json?sql=select+1")).status_code == 200
    assert (await client.get("/claims/-/query.json?sql=delete+from+claims")).status_code == 400
    datasette.close()


async def test_a_link_signs_in_once_and_signing_out_ends_it(desk_path):
    datasette = make_datasette(desk_path, owner="ann")
    link = address_of(datasette, "http://localhost", owner="ann", page="/-/claims/articles").sign_in
    path = link.removeprefix("http://localhost")
    first = await datasette.client.get(path)
    assert (first.status_code, first.headers["location"]) == (302, "/-/claims/articles")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert (await datasette.client.get(path)).status_code == 403
    cookies = {COOKIE: re.search(f"{COOKIE}=([^;]+)", cookie)[1]}
    again = await datasette.client.get(path, cookies=cookies)  # who is signed in just goes on
    assert (again.status_code, again.headers["location"]) == (302, "/-/claims/articles")
    signed = await datasette.client.get("/", cookies=cookies)
    assert signed.status_code == 200
    assert "ann" in signed.text
    foreign = await datasette.client.post(
        "/-/claims/sign-out", cookies=cookies, headers={"origin": "https://evil.example"}
    )
    assert foreign.status_code == 403
    assert (await datasette.client.get("/", cookies=cookies)).status_code == 200
    await datasette.client.post("/-/claims/sign-out", cookies=cookies)
    assert (await datasette.client.get("/", cookies=cookies)).status_code == 403
    datasette.close()


async def test_an_unknown_host_is_refused(desk):
    answer = await desk.get("/", headers={"host": "rebound.example"})
    assert answer.status_code == 421


async def test_every_table_and_column_is_described(desk):
    await desk.datasette.invoke_startup()
    for name, table in descriptions().items():
        if name.endswith("_fts"):
            continue
        metadata = await desk.datasette.get_resource_metadata("claims", name)
        assert metadata["description"] == table.description
        columns = await desk.datasette.get_database("claims").table_columns(name)
        shown = BeautifulSoup((await desk.get(f"/claims/{name}?_size=1")).text, "html.parser")
        described = {dt.get_text() for dt in shown.select(".column-descriptions dt")}
        assert described == set(columns), name


async def test_facets_and_search_of_tables(desk):
    soup = await soup_of(desk, "/claims/claims")
    facets = {h.get("data-column") for h in soup.select(".facet-info")}
    assert facets == {"sourcing", "kind", "certainty"}
    assert soup.select_one("#_search") is not None
    assert (await soup_of(desk, "/claims/sentences")).select_one("#_search") is not None
    soup = await soup_of(desk, "/claims/claims?_search=pumps")
    assert len(soup.select("table.rows-and-columns tbody tr")) == 2


async def test_tables_link_to_the_desk(desk):
    soup = await soup_of(desk, "/claims/documents")
    assert soup.select_one('td.col-title a[href^="/-/claims/article/"]') is not None
    soup = await soup_of(desk, "/claims/claims")
    assert soup.select_one('td.col-document a[href^="/-/claims/article/"]') is not None
    assert soup.select_one('td.col-text a[href^="/-/claims/claim/"]') is not None


@pytest.mark.parametrize(
    "first",
    ["claims.review.server.desk", "datasette.app", "datasette.plugins", "claims.review.routes"],
)
def test_the_plugin_is_whole_whatever_is_imported_first(first):
    program = (
        f"import {first}\nfrom datasette.plugins import pm\n"
        "names = {n for n, p in pm.list_name_plugin() if p and "
        "any(c.name == 'register_routes' for c in pm.get_hookcallers(p) or [])}\n"
        "assert 'claims' in names, names\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


async def test_another_datasette_is_left_alone(desk_path):
    plain = Datasette([str(desk_path)])
    answer = await plain.client.get("/")
    assert answer.status_code == 200
    assert "/-/claims/articles" not in answer.text
    assert (await plain.client.get("/-/claims/articles")).status_code == 404
    plain.close()


async def test_a_list_shows_a_rumour_as_unsourced(desk):
    listed = await soup_of(desk, "/-/claims/articles?q=port+times")
    looks = [a["class"][1] for a in listed.select(".strip.small .cell")]
    assert looks[5] == "cell-unsourced"


@pytest.fixture
async def checked(tmp_path):
    """A desk of one article over which house rules have run: the page of the article."""
    path = make_database(tmp_path / "checked.db", seed())
    with open_store(path) as store, transaction(store) as connection:
        document, sentence = connection.execute(
            "SELECT document, id FROM sentences WHERE number = 9"
        ).fetchone()
        connection.executemany(
            'INSERT INTO findings ("check", severity, document, sentence, message)'
            " VALUES (?, ?, ?, ?, ?)",
            [
                ("A202", "warning", document, sentence, "who says <b>so</b>?"),
                ("A202", "warning", document, sentence, "who says <b>so</b>?"),
                ("A203", "error", document, None, "half of it rests on unnamed people"),
                ("D503", "note", document, None, "another outlet has it"),
            ],
        )
    datasette = make_datasette(path, owner="ann")
    with sqlite3.connect(path) as connection:
        claim = connection.execute(
            "SELECT claims.id FROM claims JOIN sentences ON sentences.id = claims.sentence"
            " WHERE sentences.number = 9"
        ).fetchone()[0]
    answer = await datasette.client.get(f"/-/claims/article/{document}?claim={claim}", actor=OWNER)
    first = await datasette.client.get("/", actor=OWNER)
    datasette.close()
    return BeautifulSoup(answer.text, "html.parser"), BeautifulSoup(first.text, "html.parser")


async def test_what_a_rule_found_stands_in_the_panel_of_its_sentence(checked):
    article, _ = checked
    [finding] = article.select("#panel .rules li")
    assert " ".join(finding.get_text().split()) == "A202 who says <b>so</b>?"


async def test_findings_on_the_article_stand_folded_under_the_strip(checked):
    article, _ = checked
    whole = article.select_one("details.whole")
    assert whole.summary.get_text() == "2 house rules on the whole article"
    assert [a.get_text() for a in whole.select("a")] == ["A203", "D503"]
    assert whole.find_previous(class_="strip") is not None
    assert "half of it" not in article.select_one("article").get_text()


async def test_one_article_is_not_articles(checked):
    _, first = checked
    assert first.title.get_text() == "Claims: 20 claims in 1 article"


@pytest.mark.parametrize(
    "sql",
    [
        "select printf('%.*c', 900000000, 'a')",
        "select format('%900000000d', 1)",
        "select printf('%.900000000f', 1.5)",
    ],
)
async def test_a_huge_width_is_refused_at_once(desk, sql):
    started = time.process_time()
    [row] = await desk.select(sql)
    assert list(row.values()) == [TOO_WIDE]
    assert time.process_time() - started < 1
    small = await desk.select("select printf('%5.2f|%s|%,d', 1.5, 'a', 1234567) as shown")
    assert small == [{"shown": " 1.50|a|1,234,567"}]
