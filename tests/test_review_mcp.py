"""A client of the Model Context Protocol asks the desk over HTTP, through datasette-mcp."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from review_examples import harbour
from review_fixtures import make_database

from claims.review.server.desk import make_datasette

pytest.importorskip("datasette_mcp", reason="the extra [mcp] is not installed")

httpx = pytest.importorskip("httpx2", reason="the extra [mcp] is not installed")
client_module = pytest.importorskip("mcp.client.client")
transport_module = pytest.importorskip("mcp.client.streamable_http")

TOOLS = {"search_claims", "read_article", "source_record", "list_stories"}


@asynccontextmanager
async def desk(path: Path) -> AsyncIterator[tuple[str, str]]:
    """Serve a file; yields the address, and a token of its owner."""
    datasette = make_datasette(path, owner="ann")
    await datasette.invoke_startup()
    form = {"token_type": "all", "expire_type": ""}
    made = await datasette.client.post("/-/create-token", data=form, actor={"id": "ann"})
    found = re.search(r"dstok_[\w.:-]+", made.text)
    assert found is not None
    config = uvicorn.Config(datasette.app(), port=0, log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/-/mcp", found[0]
    finally:
        server.should_exit = True
        await serving
        datasette.close()


@asynccontextmanager
async def connected(address: str, token: str | None) -> AsyncIterator[Any]:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    async with (
        httpx.AsyncClient(headers=headers, timeout=60) as http,
        client_module.Client(
            transport_module.streamable_http_client(address, http_client=http)
        ) as client,
    ):
        yield client


async def asked(client: Any, tool: str, **given: object) -> tuple[bool, Any]:
    """Return whether a tool failed, and its answer."""
    answer = await client.call_tool(tool, given)
    text = answer.content[0].text
    return bool(answer.is_error), text if answer.is_error else json.loads(text)


async def test_a_client_asks_who_says_so(tmp_path: Path) -> None:
    path = make_database(tmp_path / "desk.db", harbour())
    async with desk(path) as (address, token), connected(address, token) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) >= TOOLS
        assert all(tools[name].annotations.read_only_hint for name in TOOLS)

        failed, found = await asked(client, "search_claims", query="pumps winter")
        assert not failed
        [claim] = found["claims"]
        assert "Reuters" in claim["chain"]

        failed, article = await asked(client, "read_article", article=claim["article"])
        assert not failed
        assert claim["claim"] in {one["claim"] for one in article["claims"]}

        failed, record = await asked(client, "source_record", source="Reuters")
        assert not failed
        assert [one["relayed"] for one in record["sources"]] == [2]

        assert await asked(client, "list_stories") == (False, {"stories": []})
        failed, told = await asked(client, "read_article", article="nothing")
        assert failed
        assert "There is no article" in told


async def test_nobody_is_told_anything_without_a_token(tmp_path: Path) -> None:
    path = make_database(tmp_path / "desk.db", harbour())
    async with desk(path) as (address, _), connected(address, None) as client:
        for tool, given in (
            ("search_claims", {"query": "pumps"}),
            ("source_record", {"source": "Reuters"}),
            ("list_stories", {}),
        ):
            failed, told = await asked(client, tool, **given)
            assert failed, tool
            assert "Only people of this desk" in told
