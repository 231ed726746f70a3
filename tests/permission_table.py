"""Who may do what, as a table: one row for each route and method of a desk.

A row names the least role that gets in: `anyone` (signed in or not), `signed in`, `reader`,
`reviewer`, `editor`, `admin`, or `nobody`. `ok` is the answer to those who get in; all others get
`denied`. `tells`: the answer could say who decided, or what, and so it is closed to the public that
sees no names, and to readers and reviewers while claims are decided blindly. In paths and bodies
{claim}, {document} and {source} stand for ids of the example.
"""

from dataclasses import dataclass
from typing import Any

from claims.review.access.settings import DISTRIBUTION

ROLES = ("anonymous", "reader", "reviewer", "editor", "admin")
LEAST = {"anyone": 0, "signed in": 1, "reader": 1, "reviewer": 2, "editor": 3, "admin": 4}


@dataclass(frozen=True)
class Row:
    """One route and method, and who gets in."""

    method: str
    path: str
    least: str
    ok: int = 200
    denied: int = 403
    form: dict[str, str] | None = None
    json: Any = None
    tells: bool = False

    def admits(self, role: str) -> bool:
        """Tell whether somebody of that role gets in."""
        return self.least != "nobody" and ROLES.index(role) >= LEAST[self.least]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def page(path: str, least: str) -> list[Row]:
    """A page that is only read: a form that is posted there changes nothing."""
    return [Row("GET", path, least), Row("POST", path, least, form={"action": "x"})]


def admin_api(name: str, ok: int = 200, **body: Any) -> Row:
    """One call of the API by which admins manage accounts."""
    return Row("POST", f"/-/admin/api/{name}", "admin", ok=ok, json=body)


# What is decided about a claim; the number of the decision that was seen is above all there are.
SEEN = {"claim": "{claim}", "seen": "999999", "here": "/", "next": "/"}

DESK = [
    *page("/", "reader"),
    *page("/-/claims/articles", "reader"),
    *page("/-/claims/article/{document}", "reader"),
    *page("/-/claims/claim/{claim}", "reader"),
    *page("/-/claims/source/{source}", "reader"),
    Row("GET", "/-/claims/source/{source}/merge?into=beef", "editor", ok=404),
    Row("POST", "/-/claims/source/{source}/merge?into=beef", "editor", ok=404, form={"into": "x"}),
    *page("/-/claims/sources", "reader"),
    Row("GET", "/-/claims/decide-source", "reviewer", ok=405),
    Row(
        "POST",
        "/-/claims/decide-source",
        "reviewer",
        ok=303,
        form={"source": "{source}", "here": "/", "action": "note", "note": "x"},
    ),
    *page("/-/claims/search?q=wall", "reader"),
    *page("/-/claims/dashboard", "reader"),
    *page("/-/claims/live", "reader"),
    *page("/-/claims/glossary", "reader"),
    Row("GET", "/-/claims/rules", "reader"),
    Row("POST", "/-/claims/rules", "editor", form={"action": "off:S102"}),
    Row("GET", "/-/claims/link", "nobody"),
    Row("POST", "/-/claims/link", "nobody", form={}),
    *page("/-/claims/article/{document}/versions", "reader"),
    *page("/-/claims/article/{document}/readings", "reader"),
    *page("/-/claims/readings", "reviewer"),
    Row("GET", "/-/claims/readings/take", "reviewer", ok=405),
    Row("POST", "/-/claims/readings/take", "reviewer", ok=400, form={"action": "no such thing"}),
    Row("GET", "/-/claims/readings/ask", "editor", ok=405),
    Row("POST", "/-/claims/readings/ask", "editor", ok=400, form={"document": "{document}"}),
    Row("GET", "/-/claims/readers", "editor"),
    Row("POST", "/-/claims/readers", "editor", form={"action": "outlets", "names": "x"}),
    # No format is offered to a desk that was made without: who gets in is told that.
    Row("GET", "/-/claims/export/claim/{claim}/json", "reader", ok=404),
    Row("POST", "/-/claims/export/claim/{claim}/json", "reader", ok=404, form={}),
    Row("GET", "/-/claims/report/article/{document}", "reader", ok=404),
    Row("POST", "/-/claims/report/article/{document}", "reader", ok=404, form={}),
    Row("GET", "/-/claims/report/queue/filtered", "reviewer", ok=404),
    *page("/-/claims/exports", "reader"),
    Row("GET", "/-/claims/article/{document}/links", "reviewer"),
    Row("POST", "/-/claims/article/{document}/links", "reviewer", ok=400, form={"action": "x"}),
    # Whoever has a link that was signed here gets in; a guessed one is not there.
    Row("GET", "/-/claims/shared/guessed", "nobody", denied=404),
    Row("POST", "/-/claims/shared/guessed", "nobody", denied=404, form={}),
    Row("GET", "/-/claims/feed/new", "reader", ok=404),
    Row("POST", "/-/claims/feed/new", "reader", ok=404, form={}),
    *page("/-/claims/stories", "reader"),
    # The example has no story.
    Row("GET", "/-/claims/story/beef", "reader", ok=404),
    Row("POST", "/-/claims/story/beef", "reader", ok=404, form={}),
    Row("GET", "/-/claims/story/beef/decide", "reviewer", ok=405),
    Row("POST", "/-/claims/story/beef/decide", "reviewer", ok=400, form={"action": "no"}),
    Row("GET", "/-/claims/filters", "reviewer", ok=405),
    Row("POST", "/-/claims/filters", "reviewer", ok=400, form={"action": "no such thing"}),
    *page("/-/claims/queue", "reviewer"),
    *page("/-/claims/source-choices?q=a", "reviewer"),
    *page("/-/claims/filter-choices?field=outlet&q=a", "reviewer"),
    *page("/-/claims/waiting", "reviewer"),
    Row("GET", "/-/claims/decide", "reviewer", ok=405),
    Row(
        "POST", "/-/claims/decide", "reviewer", ok=303, form={**SEEN, "action": "note", "note": "x"}
    ),
    Row("GET", "/-/claims/decide-all", "reviewer", ok=405),
    Row("POST", "/-/claims/decide-all", "reviewer", ok=400, form={"action": "no such thing"}),
    Row("GET", "/-/claims/extract", "reviewer", ok=405),
    # A desk that was made without an extractor says so to who gets in.
    Row("POST", "/-/claims/extract", "reviewer", ok=503, json={"text": "x"}),
    *page("/-/claims/openapi.json", "reader"),
    *page("/-/claims/agreement", "reviewer"),
    Row("GET", "/-/claims/add", "reviewer"),
    Row("POST", "/-/claims/add", "reviewer", ok=400, form={"what": "no such thing"}),
    *page("/-/claims/add/page", "reviewer"),
    Row("GET", "/-/claims/article/{document}/details", "reviewer"),
    Row(
        "POST",
        "/-/claims/article/{document}/details",
        "reviewer",
        ok=400,
        form={"published": "no date"},
    ),
    Row("GET", "/-/claims/article/{document}/remove", "editor", ok=405),
    Row("POST", "/-/claims/article/beef/remove", "editor", ok=404, form={}),
    *page("/-/claims/removed", "reader"),
    Row("GET", "/-/claims/removed/restore", "editor", ok=405),
    Row("POST", "/-/claims/removed/restore", "editor", ok=400, form={"review": "x"}),
    Row("GET", "/-/claims/adjudicate", "editor"),
    Row(
        "POST",
        "/-/claims/adjudicate",
        "editor",
        ok=303,
        form={**SEEN, "field": "verdict", "value": "true"},
    ),
    Row("GET", "/-/claims/settings", "editor"),
    Row("POST", "/-/claims/settings", "editor", form={"action": "share", "share": "0"}),
    Row("GET", "/-/claims/people", "admin"),
    Row(
        "POST",
        "/-/claims/people",
        "admin",
        form={"action": "invite", "person": "zed", "role": "reader"},
    ),
    # A wrong link lets nobody in; who is in already goes on.
    Row("GET", "/-/claims/sign-in?token=guessed", "signed in", ok=302),
    Row("POST", "/-/claims/sign-in", "signed in", ok=302, form={"token": "guessed"}),
    Row("GET", "/-/claims/sign-out", "anyone", ok=302),
    Row("POST", "/-/claims/sign-out", "anyone", ok=302, form={}),
]
"""The desk's own pages: each route has a row for GET and one for POST."""

ACCOUNTS = [
    Row("GET", "/-/login", "anyone"),
    Row(
        "POST",
        "/-/login/api/authenticate",
        "nobody",
        denied=401,
        json={"username": "x", "password": "y"},
    ),
    Row("GET", "/-/logout", "anyone"),
    Row("POST", "/-/logout/perform", "anyone", json={}),
    Row("GET", "/-/register", "nobody", denied=404),
    Row(
        "POST",
        "/-/register/api/submit",
        "nobody",
        denied=404,
        json={"username": "mallory", "password": "a long password"},
    ),
    Row("GET", "/-/set-password?token=guessed", "anyone"),
    Row(
        "POST",
        "/-/set-password/api/complete",
        "nobody",
        denied=400,
        json={"token": "guessed", "new_password": "a long password"},
    ),
    Row("GET", "/-/account", "signed in", denied=302),
    # Without a session of their own nobody changes a password or ends other sessions.
    Row(
        "POST",
        "/-/account/api/change-password",
        "nobody",
        denied=401,
        json={"new_password": "x" * 12},
    ),
    Row("POST", "/-/account/api/sessions", "signed in", denied=401, json={}),
    Row(
        "POST", "/-/account/api/revoke-session", "signed in", denied=401, json={"token_sha256": "x"}
    ),
    Row("POST", "/-/account/api/logout-others", "nobody", denied=401, json={}),
    *[
        Row("GET", f"/-/admin/{name}", "admin")
        for name in ("users", "capabilities", "messages", "login-attempts", "audit")
    ],
    admin_api("list"),
    admin_api("create", username="zoe"),
    admin_api("invite", username="yan"),
    admin_api("invite-link", ok=404, id="nobody"),
    admin_api("reset-link", ok=404, id="nobody"),
    admin_api("reset-password", id="nobody"),
    admin_api("toggle-admin", id="nobody"),
    admin_api("disable", id="nobody"),
    admin_api("enable", id="nobody"),
    admin_api("delete", id="nobody"),
    admin_api("unlock", id="nobody"),
    admin_api("approve", ok=404, id="nobody"),
    admin_api("reject", ok=404, id="nobody"),
    admin_api("set-expiry", ok=404, id="nobody"),
    admin_api("list-sessions", id="nobody"),
    admin_api("revoke-session", id="nobody", token_sha256="x"),
    admin_api("logout-everywhere", id="nobody"),
    admin_api("login-attempts"),
    admin_api("audit"),
    admin_api("capabilities/list"),
    # Roles say what one may do: no right can be given past them.
    admin_api("capabilities/grant", ok=400, action="claims-edit", principal_type="authenticated"),
    admin_api("capabilities/revoke", id=1),
    admin_api("messages/list"),
    admin_api("messages/set", key="login_help", body=""),
    admin_api("set-registration", enabled=False),
    *[
        Row(method, path, "nobody", denied=404, json={} if method == "POST" else None)
        for method, path in (
            ("GET", "/-/profiles/"),
            ("GET", "/-/profile/ann"),
            ("GET", "/-/profile/pic/ann"),
            ("GET", "/-/user-profile/edit"),
            ("POST", "/-/api/user-profile/update"),
            ("POST", "/-/api/user-profile/photo"),
            ("POST", "/-/api/user-profile/photo/delete"),
            ("GET", "/-/api/user-profile/photo/ann"),
            ("GET", "/-/profiles/api/search"),
            ("GET", "/-/profiles/api/resolve"),
        )
    ],
]
"""Pages of the plugin that keeps accounts, and of one that comes with it."""

INSTANCE = [
    Row("GET", "/-/", "reader"),
    Row("GET", "/-", "anyone", ok=301),
    Row("GET", "/favicon.ico", "anyone"),
    Row("GET", "/-/static/app.css", "anyone"),
    Row("GET", f"/-/static-plugins/{DISTRIBUTION}/desk.css", "anyone"),
    Row("GET", "/:memory:", "anyone", ok=301),
    *[
        Row("GET", f"/-/{name}", "reader")
        for name in ("versions", "plugins", "settings", "config", "databases", "api", "messages")
    ],
    Row("GET", "/-/patterns", "reader"),
    Row("GET", "/-/debug/autocomplete", "reader"),
    *[Row("GET", f"/-/{name}", "admin") for name in ("threads", "tasks", "actions", "permissions")],
    Row("POST", "/-/permissions", "admin", form={"actor": "{}", "permission": "view-instance"}),
    Row("GET", "/-/allowed.json?action=view-instance", "reader"),
    Row("GET", "/-/rules.json?action=view-instance", "admin"),
    Row("GET", "/-/check.json?action=view-instance", "admin"),
    Row("GET", "/-/actor.json", "anyone"),
    Row("GET", "/-/auth-token?token=guessed", "nobody"),
    Row("GET", "/-/create-token", "signed in"),
    Row("POST", "/-/create-token", "signed in", form={"token_type": "all", "expire_type": ""}),
    # These list what the person may see, which is nothing for who may see nothing: tested below.
    Row("GET", "/-/jump", "anyone"),
    Row("GET", "/-/queries", "anyone"),
    Row("GET", "/-/schema", "anyone"),
    Row("GET", "/-/allow-debug", "anyone"),
]
"""Datasette's pages of the whole server."""

FILE = [
    Row("GET", "/claims.db", "nobody"),
    Row("GET", "/claims", "reader"),
    Row("POST", "/claims/-/create", "nobody", json={"table": "mine", "row": {"id": 1}}),
    Row("GET", "/claims/-/foreign-key-targets", "nobody"),
    Row("GET", "/claims/-/queries", "anyone"),
    Row("GET", "/claims/-/queries/analyze?sql=select+1", "reviewer", tells=True),
    Row(
        "POST",
        "/claims/-/queries/store",
        "reviewer",
        ok=400,
        json={"query": {"name": "quoted_most", "sql": "select 1"}},
        tells=True,
    ),
    Row("GET", "/claims/-/execute-write", "nobody"),
    Row("POST", "/claims/-/execute-write", "nobody", json={"sql": "delete from verdicts"}),
    Row("GET", "/claims/-/execute-write/analyze?sql=delete+from+verdicts", "nobody"),
    Row("GET", "/claims/-/schema", "reader"),
    Row("GET", "/claims/-/query/parameters?sql=select+:a", "reader", tells=True),
    Row("GET", "/claims/-/query.json?sql=select+reviewer+from+reviews", "reader", tells=True),
    Row("GET", "/claims/-/query.json?sql=delete+from+verdicts", "reader", ok=400, tells=True),
    Row("GET", "/claims/quoted_most/-/definition", "reader"),
    Row("GET", "/claims/quoted_most/-/edit", "nobody"),
    Row("POST", "/claims/quoted_most/-/update", "nobody", json={"update": {"title": "x"}}),
    Row("POST", "/claims/quoted_most/-/delete", "nobody", json={}),
]
"""Datasette's pages and API of the file."""

TABLES = [
    Row("GET", "/claims/quoted_most", "reader"),
    Row("GET", "/claims/flagged", "reader", tells=True),
    Row("GET", "/claims/claims", "reader"),
    Row("GET", "/claims/claims.csv", "reader"),
    Row("GET", "/claims/reviews.json", "reader", tells=True),
    Row("GET", "/claims/claim_status.json", "reader", tells=True),
    Row("GET", "/claims/attachments.json", "reader", tells=True),
    Row("GET", "/claims/review_batches.json", "reader", tells=True),
    Row("GET", "/claims/claims/{claim}", "reader"),
    Row("GET", "/claims/reviewers/cy.json", "reader", tells=True),
    Row(
        "POST",
        "/claims/verdicts/-/insert",
        "admin",
        ok=201,
        json={"row": {"name": "half", "position": 9}},
    ),
    Row("POST", "/claims/reviews/-/insert", "nobody", json={"row": {"id": 9}}),
    Row(
        "POST",
        "/claims/_sqlite_migrations/-/insert",
        "nobody",
        json={"row": {"migration_set": "claims", "name": "9999_x", "applied_at": "now"}},
    ),
    Row("POST", "/claims/runs/-/insert", "nobody", json={"row": {"id": 9}}),
    Row(
        "POST",
        "/claims/verdicts/-/upsert",
        "admin",
        json={"rows": [{"name": "true", "position": 1}]},
    ),
    Row("POST", "/claims/verdicts/-/alter", "nobody", json={"operations": []}),
    Row("GET", "/claims/verdicts/-/foreign-key-suggestions", "nobody"),
    Row("POST", "/claims/verdicts/-/set-column-type", "nobody", json={"column": "name"}),
    Row("POST", "/claims/verdicts/-/count", "reader", json={}),
    Row("POST", "/claims/reviews/-/count", "reader", json={}, tells=True),
    Row("GET", "/claims/verdicts/-/fragment?_row=true", "reader"),
    Row("GET", "/claims/verdicts/-/autocomplete?q=x", "reader"),
    Row("GET", "/claims/reviewers/-/autocomplete?q=c", "reader", tells=True),
    Row("POST", "/claims/verdicts/-/drop", "nobody", json={}),
    Row("GET", "/claims/verdicts/-/schema", "reader"),
    Row(
        "POST",
        "/claims/verdicts/true/-/update",
        "admin",
        json={"update": {"description": "It is so"}},
    ),
    Row("POST", "/claims/claims/{claim}/-/update", "nobody", json={"update": {"text": "x"}}),
    Row("POST", "/claims/documents/{document}/-/delete", "nobody", json={}),
    Row("POST", "/claims/reviews/1/-/update", "nobody", json={"update": {"note": "x"}}),
    Row("POST", "/claims/reviews/1/-/delete", "nobody", json={}),
    Row("POST", "/claims/verdicts/unproven/-/delete", "admin", json={}),
]
"""Datasette's pages and API of tables, saved questions and rows."""

ROWS = [*DESK, *ACCOUNTS, *INSTANCE, *FILE, *TABLES]
