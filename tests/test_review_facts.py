"""What is known of one claim, and which tables the first page names first."""

from bs4 import BeautifulSoup
from review_examples import seed
from review_fixtures import OWNER, make_database

from claims.review.server.desk import make_datasette
from claims.store import descriptions, open_store, transaction


async def soup_of(desk, path):
    answer = await desk.get(path)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


async def test_a_claim_shows_the_findings_of_its_sentence(tmp_path):
    path = make_database(tmp_path / "ruled.db", seed())
    rules = (("A202", 1, False), ("S102", 1, True), ("S101", 2, False))
    with open_store(path) as store, transaction(store) as connection:
        for check, number, of_claim in rules:
            connection.execute(
                'insert into findings ("check", severity, document, sentence, claim, message) '
                "select ?, 'note', sentences.document, sentences.id, "
                "iif(?, claims.id, null), 'why' from claims join sentences "
                "on sentences.id = claims.sentence where sentences.number = ? limit 1",
                [check, of_claim, number],
            )
        name = connection.execute("select claim from findings where claim is not null").fetchone()[
            0
        ]
    datasette = make_datasette(path, owner="ann")
    answer = await datasette.client.get(f"/-/claims/claim/{name}", actor=OWNER)
    datasette.close()
    codes = BeautifulSoup(answer.text, "html.parser").select("dl.facts .code")
    assert [code.get_text() for code in codes] == ["A202", "S102"]


async def test_what_nobody_else_tells_is_no_story(desk):
    rows = await desk.select("select id from claims where text = 'two pumps had failed'")
    soup = await soup_of(desk, f"/-/claims/claim/{rows[0]['id']}")
    [story] = [
        item for item in soup.select("dl.facts div") if item.dt and item.dt.get_text() == "Story"
    ]
    assert story.dd.get_text() == "seen nowhere else"


async def test_the_first_page_folds_the_tables_that_few_ask(desk):
    soup = await soup_of(desk, "/")
    groups = {
        group.summary.get_text().partition(":")[0]: [link.get_text() for link in group.select("a")]
        for group in soup.select("#tables ~ details:not([open])")
    }
    assert next(iter(groups)) == "Articles"
    assert list(groups)[-1] == "Inside"
    assert groups["Claims"][:3] == ["claims", "claims_with_articles", "claims_to_review"]
    assert "signatures" in groups["Inside"]
    tables = [name for names in groups.values() for name in names]
    assert sorted(tables) == sorted(name for name in descriptions() if not name.endswith("_fts"))


async def test_marks_of_a_quoted_mail_stand_beside_no_claim(tmp_path):
    datasette = make_datasette(make_database(tmp_path / "mail.db", seed()), owner="ann")
    found = await datasette.client.get(
        "/claims/-/query.json?_shape=array&sql=select claims.id, documents.text from claims"
        " join documents on documents.id = claims.document join sentences"
        " on sentences.id = claims.sentence where sentences.number = 4",
        actor=OWNER,
    )
    claim = found.json()[0]
    answer = await datasette.client.get(f"/-/claims/claim/{claim['id']}", actor=OWNER)
    datasette.close()
    quoted = BeautifulSoup(answer.text, "html.parser").select("p.quote")
    assert ">" in claim["text"]
    assert not [part for part in quoted if ">" in part.get_text()]
    assert any(part.get_text().startswith("“The Iranians learned") for part in quoted)
