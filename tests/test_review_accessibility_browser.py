"""axe-core on every page, light, dark and on a phone: no serious or critical violation."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from review_addresses import addresses
from review_examples import harbour, seed
from review_fixtures import make_database
from store_fakes import article, fake_extract

from claims.store import open_store, transaction
from claims.store.decisions import Assign, Flag, Note, Verdict, decide

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
}
FOUND_NOTHING = ("/-/claims/search?q=nowhere-to-be-found", "/-/claims/queue?kind=prediction&q=x")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Articles with decisions of each sort, so that what they add to a page is looked at too."""
    path = tmp_path_factory.mktemp("accessibility") / "articles.db"
    more = [fake_extract(article(number, words=60)) for number in (1, 2)]
    make_database(path, seed(), harbour(), *more)
    with open_store(path) as store, transaction(store) as connection:
        connection.execute("INSERT OR IGNORE INTO reviewers VALUES ('ann', 'Ann', 'admin', 1, '')")
        claims = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY id")]
        for claim, action in zip(
            claims,
            (
                Flag("needs a source", note="Who says so?"),
                Verdict("misleading", evidence=("https://example.org/report",), note="See p. 3"),
                Note("Ask the desk in Beirut"),
                Assign("ann"),
            ),
            strict=False,
        ):
            decide(connection, reviewer="ann", target_kind="claim", target=claim, action=action)
    return path


@pytest.mark.parametrize("page", LOOKS.values(), ids=LOOKS.keys(), indirect=True)
def test_no_page_has_a_grave_violation(page, database):
    axe, found = Axe(), []
    for path in [*addresses(database), *FOUND_NOTHING]:
        assert page.goto(path).status == 200, path
        for violation in axe.run(page).response["violations"]:
            if violation["impact"] in GRAVE:
                places = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append((path, violation["id"], violation["help"], places))
    assert not found, "\n".join(map(str, found))


def test_a_grave_violation_would_be_found(page):
    page.goto("/")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    found = {violation["id"] for violation in Axe().run(page).response["violations"]}
    assert "button-name" in found
