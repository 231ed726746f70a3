"""Ask a desk over MCP, as a client does: signed in by a token of Datasette, and without one.

    python bench/mcp_tools.py DB [--port 8791]     (with the extra mcp)

Serves DB on this machine, calls each of the four tools once with the owner's token and one without,
and prints what comes back.
"""

import argparse
import asyncio
import re
from typing import Any

import httpx
import uvicorn

from claims.review.server.desk import make_datasette

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search_claims", {"query": "said"}),
    ("read_article", {"article": "no such article"}),
    ("source_record", {"source": "Reuters", "limit": 3}),
    ("list_stories", {}),
]
START = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "bench", "version": "1"},
}


async def ask(path: str, port: int) -> None:
    datasette = make_datasette(path, owner="owner")
    await datasette.invoke_startup()
    form = {"token_type": "all", "expire_type": ""}
    made = await datasette.client.post("/-/create-token", data=form, actor={"id": "owner"})
    found = re.search(r"dstok_[\w.:-]+", made.text)
    assert found is not None
    server = uvicorn.Server(
        uvicorn.Config(datasette.app(), port=port, log_level="critical", lifespan="on")
    )
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    headers = {"accept": "application/json, text/event-stream"}
    token = {"authorization": f"Bearer {found[0]}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:

        async def call(method: str, given: dict[str, Any], signed: bool = True) -> httpx.Response:
            body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": given}
            sent = {**headers, **(token if signed else {})}
            return await client.post("/-/mcp", json=body, headers=sent)

        begun = await call("initialize", START)
        headers["mcp-session-id"] = begun.headers["mcp-session-id"]
        for name, given in CALLS:
            answer = await call("tools/call", {"name": name, "arguments": given})
            print(name, answer.status_code, answer.text[:400])
        refused = await call("tools/call", {"name": CALLS[0][0], "arguments": CALLS[0][1]}, False)
        print("without a token:", refused.text[:200])
    server.should_exit = True
    await asyncio.gather(serving, return_exceptions=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database")
    parser.add_argument("--port", type=int, default=8791)
    asked = parser.parse_args()
    asyncio.run(ask(asked.database, asked.port))


if __name__ == "__main__":
    main()
