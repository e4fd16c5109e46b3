"""No room here, no room there, a wrong clock, a server set back by a day: no false "saved", nothing lost."""

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.inside import in_database, replica, unsent
from tests.e2e.people import go, promise, sign_up, unlock_by_password, wait_until_sent
from tests.support.databases import HEARTH, environment
from tests.support.server import ServerProcess

# The page's clock, not the worker's.
SHIFTED = """(() => {
    const Real = Date;
    globalThis.Date = class extends Real {
        constructor(...given) { given.length === 0 ? super(Real.now() + %d) : super(...given); }
        static now() { return Real.now() + %d; }
    };
})()"""
DAY_MS = 86_400_000


def shift_clock(page: Page, days: float) -> None:
    """From the next opening on, the page's clock is off by so much."""
    shift = int(days * DAY_MS)
    page.add_init_script(SHIFTED % (shift, shift))


def write_act(page: Page, words: str) -> None:
    """An act of one's own accord."""
    page.goto("/#/today/add")
    page.get_by_role("textbox").fill(words)
    page.get_by_role("radio", name="Presence").check()
    page.get_by_role("button", name="Add it").click()


# Something else of the page's own fills what the browser gives it, to the last hundred bytes.
FILL = """async () => {
    const db = await new Promise((done) => {
        const asked = indexedDB.open("filler", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("bytes", { autoIncrement: true });
        asked.onsuccess = () => done(asked.result);
    });
    const put = (size) => new Promise((done) => {
        const tx = db.transaction("bytes", "readwrite", { durability: "strict" });
        tx.objectStore("bytes").add(new Uint8Array(size));
        tx.oncomplete = () => done(true);
        tx.onabort = () => done(false);
    });
    for (const size of [100_000, 10_000, 1000, 100]) while (await put(size));
    db.close();
}"""
EMPTY = """() => new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase("filler");
    asked.onsuccess = () => done();
    asked.onerror = () => failed(asked.error);
})"""


@contextmanager
def full_device(page: Page) -> Iterator[None]:
    """While it lasts, the app's share of this small device is full."""
    page.evaluate(FILL)
    yield
    page.evaluate(EMPTY)


@contextmanager
def full_server(server: ServerProcess) -> Iterator[None]:
    """While it lasts, the server's processes can write to no file."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    for pid in (server.pid, *map(int, children)):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    yield
    for pid in (server.pid, *map(int, children)):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.fixture
def phone(new_phone: Callable[..., Page]) -> Page:
    page = new_phone()
    page.goto("/#/sign-up")
    return page


def test_a_full_device_calls_nothing_saved_and_keeps_the_words_at_hand(
    new_phone: Callable[..., Page], hearth: ServerProcess
) -> None:
    phone = new_phone()
    session = phone.context.new_cdp_session(phone)
    session.send("Storage.overrideQuotaForOrigin", {"origin": hearth.url, "quotaSize": 3_000_000})
    phone.goto("/#/sign-up")
    sign_up(phone, "Dana")
    wait_until_sent(phone)
    before = replica(phone)
    with full_device(phone):
        write_act(phone, "The call was hard, and I told you.")
        expect(phone.get_by_role("alert").get_by_text("This device has no room to save")).to_be_visible()
        expect(phone.get_by_text("Saved.", exact=True)).to_have_count(0)
        assert unsent(phone) == set()
        phone.get_by_role("link", name="See it").click()
        expect(phone.get_by_text("The call was hard, and I told you.")).to_be_visible()
        expect(phone.get_by_text("Everything is sent.")).to_have_count(0)
    phone.get_by_role("button", name="Try to save it").click()
    expect(phone.get_by_text("Everything is sent.")).to_be_visible()
    expect(phone.get_by_text("This device has no room to save")).to_have_count(0)
    go(phone, "Wall")
    expect(phone.get_by_role("main").get_by_role("link").first).to_be_visible()
    added = replica(phone) - before
    assert len(added) == 1
    assert added <= in_database(hearth.data_dir, "sealed_record.id")


def test_a_full_server_leaves_everything_in_the_outbox(phone: Page, hearth: ServerProcess) -> None:
    sign_up(phone, "Finn")
    wait_until_sent(phone)
    known = in_database(hearth.data_dir)
    with full_server(hearth):
        write_act(phone, "Home at six, as I said.")
        expect(phone.get_by_text("The server has no room right now.")).to_be_visible()
        waiting = unsent(phone)
        assert len(waiting) == 1
        phone.reload()
        expect(phone.get_by_text("The server has no room right now.")).to_be_visible()
        assert unsent(phone) == waiting
        assert in_database(hearth.data_dir) == known
    wait_until_sent(phone, "Send now")
    assert unsent(phone) == set()
    assert in_database(hearth.data_dir) == known | waiting


@pytest.mark.parametrize(("name", "days"), [("Gus", 2), ("Gil", -2)])
def test_a_clock_two_days_off_changes_no_day(phone: Page, hearth: ServerProcess, name: str, days: int) -> None:
    sign_up(phone, name)
    promise(phone, "A walk before breakfast.")
    wait_until_sent(phone)
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    shift_clock(phone, days)
    phone.goto("/#/today")
    phone.reload()
    # Learned from the server at the next contact, and kept from there on, offline too.
    expect(phone.get_by_text("This device's clock is off.")).to_be_visible()
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("This device's clock is off.")).to_be_visible()
    write_act(phone, f"Said on a phone {days} days off.")
    assert len(unsent(phone)) == 1
    phone.context.set_offline(False)
    wait_until_sent(phone, "Send now")
    expect(phone.get_by_role("heading", name="Could not be saved")).to_have_count(0)
    phone.goto(f"/#/wall/{today}")
    expect(phone.get_by_text(f"Said on a phone {days} days off.")).to_be_visible()
    for other in (today + timedelta(days=days), today - timedelta(days=1), today + timedelta(days=1)):
        phone.goto(f"/#/wall/{other}")
        expect(phone.get_by_text(f"Said on a phone {days} days off.")).to_have_count(0)


def test_a_server_restored_from_yesterday_gets_back_what_it_lacks(
    phone: Page, hearth: ServerProcess, tmp_path: Path
) -> None:
    sign_up(phone, "Hana")
    promise(phone, "Phone in the hall while we eat.")
    wait_until_sent(phone)
    hearth.stop()
    shutil.copytree(hearth.data_dir, tmp_path / "yesterday")
    hearth.start()
    write_act(phone, "Said since the backup.")
    wait_until_sent(phone, "Send now")
    acknowledged = replica(phone)
    phone.context.set_offline(True)
    write_act(phone, "Never sent before the restore.")
    waiting = unsent(phone)
    assert len(waiting) == 1

    hearth.stop()
    shutil.rmtree(hearth.data_dir)
    shutil.copytree(tmp_path / "yesterday", hearth.data_dir)
    settings = environment(data_dir=hearth.data_dir, secrets_dir=hearth.secrets_dir)
    subprocess.run([HEARTH, "restored"], env=settings, cwd=hearth.home, check=True, capture_output=True, timeout=120)
    hearth.start()
    assert not acknowledged <= in_database(hearth.data_dir, "sealed_record.id")

    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    unlock_by_password(phone)
    expect(phone.get_by_role("navigation", name="Places")).to_be_visible()
    wait_until_sent(phone, "Send now")
    assert waiting <= in_database(hearth.data_dir)
    assert acknowledged < replica(phone)
    assert replica(phone) <= in_database(hearth.data_dir, "sealed_record.id")
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    phone.goto(f"/#/wall/{today}")
    for words in ("Said since the backup.", "Never sent before the restore."):
        expect(phone.get_by_text(words)).to_have_count(1)
