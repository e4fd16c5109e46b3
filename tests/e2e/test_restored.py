"""A backup from before a withdrawal is put back: the partner is shown nothing, and the owner is asked."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.people import PASSWORD, check_in, pair, sign_up, unlock_by_password, wait_until_sent
from tests.support.databases import HEARTH, environment
from tests.support.server import ServerProcess


def restore(hearth: ServerProcess, copy: Path) -> None:
    """Puts the copy in place of the data, as docs/host-guide.md says."""
    hearth.stop()
    shutil.rmtree(hearth.data_dir)
    shutil.copytree(copy, hearth.data_dir)
    settings = environment(data_dir=hearth.data_dir, secrets_dir=hearth.secrets_dir)
    subprocess.run([HEARTH, "restored"], env=settings, cwd=hearth.home, check=True, capture_output=True, timeout=120)
    hearth.start()


def unlock(page: Page) -> None:
    """Opens the app again after the restore signed it out."""
    page.goto("/#/today")
    page.reload()
    expect(page.get_by_role("heading", name="Hearth is locked")).to_be_visible()
    unlock_by_password(page)
    expect(page.get_by_role("navigation", name="Places")).to_be_visible()


def expect_shared(page: Page, *, is_shared: bool) -> None:
    """What the partner reads of how the other feels."""
    page.goto("/#/trends/feeling/theirs")
    page.reload()
    expect(page.get_by_text("Nothing to show.")).to_have_count(0 if is_shared else 1)
    if is_shared:
        expect(page.get_by_role("heading", name="Shared check-ins")).to_be_visible()


def test_what_was_withdrawn_since_the_backup_stays_hidden_until_its_owner_says_so(
    new_phone: Callable[..., Page], hearth: ServerProcess, tmp_path: Path
) -> None:
    owner, partner = new_phone(), new_phone()
    owner.goto("/#/sign-up")
    sign_up(owner, "Hana")
    pair(owner, partner, "Jonas")
    owner.goto("/#/me/check-ins")
    owner.get_by_role("button", name="Share the answers").click()
    owner.get_by_role("dialog").get_by_role("button", name="Share the answers").click()
    check_in(owner, 4)
    wait_until_sent(owner)
    expect_shared(partner, is_shared=True)

    hearth.stop()
    shutil.copytree(hearth.data_dir, tmp_path / "yesterday")
    hearth.start()
    owner.goto("/#/me/check-ins")
    owner.get_by_role("button", name="Stop sharing").click()
    wait_until_sent(owner, "Send now")
    expect_shared(partner, is_shared=False)
    restore(hearth, tmp_path / "yesterday")

    unlock(partner)
    wait_until_sent(partner)
    expect_shared(partner, is_shared=False)
    # On a phone that does not know of the withdrawal its owner is asked, and nothing is shared meanwhile.
    other = new_phone()
    other.goto("/#/sign-in")
    other.get_by_label("Name for signing in").fill("hana.home")
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", name="What you share is held")).to_be_visible()
    expect_shared(partner, is_shared=False)
    other.get_by_role("button", name="Share as before").click()
    expect(other.get_by_text("Shared. You can stop at any time.")).to_be_visible()
    wait_until_sent(other)
    expect_shared(partner, is_shared=True)

    # The phone that withdrew is not asked; of its owner's own words the later one stands.
    unlock(owner)
    wait_until_sent(owner)
    expect(owner.get_by_role("heading", name="What you share is held")).to_have_count(0)
