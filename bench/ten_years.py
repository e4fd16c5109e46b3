"""Ten years of a couple in one replica: 10,000 acts, taken in by the app's own sync from pages of a made-up space."""

from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import Browser, BrowserContext, Route

from tests.e2e.inside import replica
from tests.e2e.people import promise, sign_up, wait_until_sent

ACTS = 10_000
PAGE = 500
KINDS = ("reliability", "honesty", "accountability", "empathy", "presence", "reconnection")
SPACE, COUPLE, PARTNER = (str(UUID(int=number, version=4)) for number in (1, 2, 3))
PACKING_MS = 10_000


def act(number: int, author_id: str) -> dict[str, Any]:
    """The change that brings one act; three a day or so, the newest in November 2026."""
    days = number * 3650 // ACTS
    year, rest = divmod(days, 365)
    month, day = divmod(rest, 31)
    body: dict[str, Any] = {
        "author_id": author_id,
        "on": f"{2016 + year}-{month + 1:02}-{min(day, 27) + 1:02}",
        "kind": KINDS[number % 6],
        "commitment_id": None,
        "outcome": None,
        "hard": number % 9 == 0,
        "note": "What was said at the table, and what was done about it afterwards. " * (number % 3),
        "told": False,
        "added_later": False,
        "removed": False,
        "corrections": [],
    }
    return {"kind": "act", "id": str(uuid4()), "rev": number + 1, "deleted": False, "body": body}


def add_ten_years(route: Route) -> None:
    """Answers as the server does, with a page of the couple's space beside it."""
    response = route.fetch()
    told = response.json()
    asked = route.request.post_data_json or {}
    since = next((cursor["rev"] for cursor in asked["cursors"] if cursor["space_id"] == SPACE), 0)
    me = told["me"]["person"]["id"]
    changes = [act(number, me) for number in range(since, min(ACTS, since + PAGE))]
    partner = {"id": PARTNER, "display_name": "Sam", "public_key": "A" * 43}
    told["me"]["couples"] = [
        {
            **{"id": COUPLE, "space_id": SPACE, "state": "active", "paired_on": "2016-01-01"},
            **{"my_role_label": None, "partner": partner, "deletion": None},
        }
    ]
    rev = since + len(changes)
    told["spaces"].append(
        {
            **{"space_id": SPACE, "kind": "couple", "role": "member", "rev": rev, "op_id": None},
            **{"resync": False, "more": rev < ACTS, "changes": changes},
        }
    )
    route.fulfill(response=response, json=told)


def lived_ten_years(browser: Browser, url: str, **options: Any) -> BrowserContext:  # noqa: ANN401 - Playwright's own
    """A browser whose person has ten years of acts, a promise for today, and nothing waiting."""
    context = browser.new_context(base_url=url, **options)
    page = context.new_page()
    page.goto("/#/sign-up")
    sign_up(page, f"Old{uuid4().hex[:6]}")
    promise(page, "A walk before breakfast.")
    wait_until_sent(page, "Send now")
    context.route("**/api/v1/sync", add_ten_years)
    page.reload()
    while len(replica(page)) < ACTS:
        page.wait_for_timeout(500)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    # Rows are sealed together after the sync, a block a turn.
    page.wait_for_timeout(PACKING_MS)
    page.close()
    return context
