"""Many years of two people: opening the app asks the server once, and no more is carried than with an empty past."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.inside import replica
from tests.e2e.people import go, pair, sign_up, wait_until_sent
from tests.support.patience import wait_until

MOST_BYTES = 20_000
# Six a day, the newest yesterday, each said on its own day; by the page's own fetch, so by this very person.
LIVE = """async (acts) => {
    const uuid = () => crypto.randomUUID();
    const me = await (await fetch("/api/v1/me")).json();
    const { space_id } = me.couples[0];
    for (let from = 0; from < acts; from += 200) {
        const operations = Array.from({ length: Math.min(200, acts - from) }, (_, place) => {
            const at = new Date(Date.now() - 86_400_000 * (1 + Math.floor((from + place) / 6)));
            const on = at.toISOString().slice(0, 10);
            const said = { id: uuid(), on, zone: "Europe/Berlin", kind: "honesty", note: "Said at the table." };
            const body = { ...said, commitment_id: null, outcome: null, hard: false, told: false };
            return { op_id: uuid(), space_id, name: "log_act", recorded_at: `${on}T12:00:00Z`, base_rev: null, body };
        });
        const sent = operations.map((one) => JSON.stringify(one));
        const asked = { epoch: null, client: "0.1.0", cursors: [], operations: sent };
        const headers = { "Content-Type": "application/json" };
        const said = await fetch("/api/v1/sync", { method: "POST", headers, body: JSON.stringify(asked) });
        if (!said.ok) throw new Error(await said.text());
        const { outcomes } = await said.json();
        const refused = outcomes.find(({ status }) => status !== "applied");
        if (refused) throw new Error(JSON.stringify(refused));
    }
}"""


def carried(request: Request) -> int:
    """Bytes both ways, with the headers."""
    sizes = request.sizes()
    both = sizes["requestHeadersSize"] + sizes["requestBodySize"]
    return both + sizes["responseHeadersSize"] + sizes["responseBodySize"]


def asked_at_opening(page: Page) -> list[Request]:
    """Every request to the API while the app is opened anew and comes to rest."""
    asked: list[Request] = []
    page.context.on("request", lambda one: asked.append(one) if "/api/" in one.url else None)
    page.reload()
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()
    wait_until(lambda: asked and asked[0].response(), lambda: page.wait_for_timeout(100))
    page.wait_for_timeout(3000)
    return asked


@pytest.mark.parametrize("acts", [600, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(900)])])
def test_a_sync_of_nothing_is_one_small_request(new_phone: Callable[..., Page], acts: int) -> None:
    one, other = new_phone(), new_phone()
    one.goto("/#/sign-up")
    sign_up(one, f"Uma{acts}")
    pair(one, other, f"Vic{acts}")
    one.set_default_timeout(600_000)
    one.evaluate(LIVE, acts)
    go(one, "Me")
    while len(replica(one)) < acts:
        one.reload()
        one.wait_for_timeout(2000)
    wait_until_sent(one, "Send now")
    [asked] = asked_at_opening(one)
    assert asked.url.endswith("/api/v1/sync")
    response = asked.response()
    assert response is not None
    assert all(space["changes"] == [] for space in response.json()["spaces"])
    assert carried(asked) < MOST_BYTES
    print(f"{acts} acts, {len(replica(one))} rows: {asked.sizes()}")
