"""What a phone waits for: first visit, second visit, and a tap on "Kept", under 4x slower CPU and slow 4G.

    make bench-app

Each visit is a cold profile; the median of five is printed with its spread, and what the first visit carried. The
server sends what the build has compressed.

Chromium slows a page's own thread and no worker's, so the trends' worker, as built, is run on a page for its rows.
"""

import json
import os
import platform
import statistics
import tempfile
from datetime import timedelta
from pathlib import Path

import orjson
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize

from bench.ten_years import lived_ten_years
from tests.e2e.people import go, promise, sign_up
from tests.sim import couples
from tests.support.browser import PHONE, launch, start_playwright
from tests.support.server import ServerProcess

RUNS = 5
SCREEN: ViewportSize = {"width": PHONE["width"], "height": PHONE["height"]}
# Lighthouse's "slow 4G": 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up.
SLOW_4G: dict[str, object] = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
OFFLINE: dict[str, object] = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
USABLE = """() => new Promise((resolve) => {
    const look = () => document.querySelector("main h1") ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
})"""
SHOWN = """(what) => new Promise((resolve) => {
    const look = () => document.querySelector(what) ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
})"""
TO_WALL = """() => new Promise((resolve) => {
    const before = performance.now();
    location.hash = "#/wall";
    const look = () => document.querySelector("a.course")
        ? requestAnimationFrame(() => resolve(performance.now() - before)) : requestAnimationFrame(look);
    look();
})"""
# A year of courses at the speed of a strong fling, a fifth of a screen a frame: how long the frames took.
SCROLL = """(courses) => new Promise((resolve) => {
    const wall = document.querySelector("ol.wall");
    const all = [...wall.children].map((one) => one.getBoundingClientRect().height);
    const year = courses * all.reduce((sum, one) => sum + one, 0) / all.length;
    const frames = [];
    let before = performance.now();
    const step = () => {
        const now = performance.now();
        frames.push(now - before);
        before = now;
        if (scrollY >= year) return resolve(frames.slice(1));
        scrollBy(0, innerHeight / 5);
        requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
})"""
TAP = """(label) => new Promise((resolve) => {
    const before = performance.now();
    document.querySelector(`button[aria-label="${label}"]`).click();
    const look = () => document.querySelector(`button[aria-label="${label}"]`) === null
        ? requestAnimationFrame(() => resolve(performance.now() - before)) : requestAnimationFrame(look);
    look();
})"""

ASSETS = Path(__file__).parent.parent / "pwa" / "dist" / "assets"
WEEKS_12 = timedelta(days=84)
# Twice the same question: the first leaves checkpoints behind, the second goes on from one.
TREND = """([question, built]) => {
    const scope = { postMessage: (answer) => (scope.answer = answer) };
    new Function("window", "postMessage", "globalThis", built)(undefined, () => {}, scope);
    const times = [1, 2].map((id) => {
        const before = performance.now();
        scope.onmessage({ data: { id, ...question } });
        if (!(scope.answer.trend.points.length > 0)) throw new Error("nothing drawn");
        return performance.now() - before;
    });
    return times;
}"""


def slow(context: BrowserContext, page: Page, network: dict[str, object]) -> CDPSession:
    """The page under the emulation."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", network)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return session


def visits(browser: Browser, url: str) -> tuple[float, float, float, int]:
    """Milliseconds to usable at the first visit, the second, and one offline, and the bytes of the first, as sent."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    session = slow(context, page, SLOW_4G)
    carried: list[int] = []
    session.on("Network.loadingFinished", lambda told: carried.append(int(told["encodedDataLength"])))
    page.goto(url, wait_until="commit")
    first = float(page.evaluate(USABLE))
    size = sum(carried)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(4000)
    page.close()
    second = usable(context, url, SLOW_4G)
    context.set_offline(True)
    offline = usable(context, url, OFFLINE)
    context.close()
    return first, second, offline, size


def usable(context: BrowserContext, url: str, network: dict[str, object]) -> float:
    """Milliseconds until a new page shows its heading."""
    page = context.new_page()
    slow(context, page, network)
    page.goto(url, wait_until="commit")
    took = float(page.evaluate(USABLE))
    page.close()
    return took


def tap(browser: Browser, url: str, handle: str, network: dict[str, object]) -> tuple[float, float]:
    """Milliseconds from a tap on "Kept" to the brick that shows it, and to that brick when Today is opened again."""
    context = browser.new_context(viewport=SCREEN, base_url=url)
    page = context.new_page()
    page.goto("/#/sign-up")
    sign_up(page, handle)
    promise(page, "A walk before breakfast.")
    go(page, "Today")
    page.get_by_role("button", name="Kept: A walk before breakfast.").wait_for()
    slow(context, page, network)
    took = float(page.evaluate(TAP, "Kept: A walk before breakfast."))
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(4000)
    page.close()
    context.set_offline(network is OFFLINE)
    again = context.new_page()
    slow(context, again, network)
    again.goto("/#/today", wait_until="commit")
    shown = float(again.evaluate(SHOWN, "article.laid"))
    context.close()
    return took, shown


def trends(browser: Browser, strand: str) -> list[tuple[float, float]]:
    """Milliseconds to work out twelve weeks, the first time and from a checkpoint, for a couple of each family."""
    built = next(text for one in ASSETS.glob("worker-*.js") if "feeling_safe/" in (text := one.read_text()))
    page = browser.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took = []
    for family in couples.FAMILIES:
        one = couples.couple(family, 0)
        days = one.promises if strand == "promises" else one.feelings
        last = max(day.on for day in days)
        asked = {"strand": strand, "days": days, "as_of": last, "since": last - WEEKS_12}
        first, again = page.evaluate(TREND, [json.loads(orjson.dumps(asked)), built])
        took.append((float(first), float(again)))
    page.close()
    return took


def ten_years(browser: Browser, url: str) -> tuple[list[tuple[float, float, float]], list[list[float]]]:
    """Milliseconds to Today cold, from there to the Wall, and to the Wall cold, with 10,000 acts; a year's frames."""
    context = lived_ten_years(browser, url, viewport=SCREEN)
    seen, scrolled = [], []
    for _ in range(RUNS):
        figures = []
        for place in ("today", "wall"):
            page = context.new_page()
            slow(context, page, SLOW_4G)
            page.goto(f"/#/{place}", wait_until="commit")
            figures.append(float(page.evaluate(SHOWN, "article.laid" if place == "today" else "a.course")))
            if place == "today":
                page.wait_for_timeout(3000)
                figures.append(float(page.evaluate(TO_WALL)))
                page.wait_for_timeout(1000)
                scrolled.append([float(frame) for frame in page.evaluate(SCROLL, 365)])
            page.close()
        seen.append((figures[0], figures[1], figures[2]))
    context.close()
    return seen, scrolled


def row(name: str, values: list[float], reach: str) -> None:
    """One line of the table."""
    print(f"| {name} | {statistics.median(values):.0f} ms | {min(values):.0f} to {max(values):.0f} | {reach} |")


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder, start_playwright() as playwright:
        server = ServerProcess(Path(folder)).start()
        browser = launch(playwright)
        try:
            seen = [visits(browser, server.url) for _ in range(RUNS)]
            online = [tap(browser, server.url, f"Tap{n}", SLOW_4G) for n in range(RUNS)]
            history, scrolled = ten_years(browser, server.url)
            offline = [tap(browser, server.url, f"Off{n}", OFFLINE) for n in range(RUNS)]
            drawn = {strand: trends(browser, strand) for strand in ("promises", "feeling_safe")}
        finally:
            browser.close()
            server.stop()
        version = browser.version
    print(f"Chromium {version}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("CPU 4x slower, slow 4G\n")
    print("| measure | median | spread | reach |\n|---|---|---|---|")
    row("first visit to usable", [first for first, _, _, _ in seen], "2,500 ms")
    row("second visit to usable", [second for _, second, _, _ in seen], "800 ms")
    row("second visit to usable, offline", [away for _, _, away, _ in seen], "800 ms")
    for named, taps in {"": online, ", offline": offline}.items():
        row(f"signed in: second visit to Today's bricks{named}", [again for _, again in taps], "800 ms")
        row(f'tap "Kept" to shown{named}', [took for took, _ in taps], "100 ms")
    for strand, took in drawn.items():
        row(f"twelve weeks of {strand} from a checkpoint", [again for _, again in took], "100 ms")
        row(f"twelve weeks of {strand}, half a year, first opening", [first for first, _ in took], "none set")
    row("10,000 acts: Today, second visit", [today for today, _, _ in history], "800 ms")
    row("10,000 acts: from Today to the Wall", [wall for _, wall, _ in history], "300 ms")
    row("10,000 acts: the Wall, second visit", [wall for _, _, wall in history], "")
    row("10,000 acts: a year of the Wall scrolled, longest frame", [max(frames) for frames in scrolled], "none set")
    late = [sum(frame > 50 for frame in frames) for frames in scrolled]
    print(
        f"| 10,000 acts: a year of the Wall scrolled, frames over 50 ms | {statistics.median(late):.0f} of "
        f"{statistics.median(map(len, scrolled)):.0f} | {min(late)} to {max(late)} | none set |"
    )
    size = statistics.median(size for *_, size in seen)
    print(f"\nFirst visit until usable: {size / 1000:.0f} kB as sent.")


if __name__ == "__main__":
    main()
