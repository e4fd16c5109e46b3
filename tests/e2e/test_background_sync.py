"""What waits is sent when the network is back, with no page of the app open."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.inside import in_database, unsent
from tests.e2e.people import sign_up, wait_until_sent
from tests.e2e.test_storage import write_act
from tests.support.patience import wait_until
from tests.support.server import ServerProcess

TAGS = "async () => (await navigator.serviceWorker.ready).sync.getTags()"
OUTBOX = "hearth-outbox"


def test_the_worker_sends_what_waits_by_itself(new_phone: Callable[..., Page], hearth: ServerProcess) -> None:
    page = new_phone()
    page.context.grant_permissions(["background-sync"], origin=hearth.url)
    page.goto("/#/sign-up")
    sign_up(page, "Oda")
    wait_until_sent(page)
    assert page.evaluate(TAGS) == []
    hearth.stop()
    write_act(page, "Home at six, as I said.")
    expect(page.get_by_text("Saved on this device, sent later")).to_be_visible()
    waiting = unsent(page)
    assert len(waiting) == 1
    assert page.evaluate(TAGS) == [OUTBOX]

    # The neutral page is none of the app's: nothing on it syncs.
    page.goto("/calendar.html")
    hearth.start()
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    wait_until(lambda: found, lambda: page.wait_for_timeout(100))
    assert not waiting & in_database(hearth.data_dir)
    wake = {"origin": hearth.url, "registrationId": found[0], "tag": OUTBOX, "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", wake)
    wait_until(lambda: unsent(page) == set(), lambda: page.wait_for_timeout(100))
    assert waiting <= in_database(hearth.data_dir)
