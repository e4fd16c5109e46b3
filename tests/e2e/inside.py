"""What lies in the browser and in the database, read past the app: sets of ids, and everything kept in clear."""

import sqlite3
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page

# Every value of every store of every database, bytes as Latin-1 text, and what else a page can leave behind.
_EVERYTHING = """async () => {
    const text = (value) => JSON.stringify(value, (_, one) => {
        if (one instanceof CryptoKey) return `key ${one.extractable}`;
        if (one instanceof ArrayBuffer) one = new Uint8Array(one);
        return ArrayBuffer.isView(one) ? String.fromCharCode(...one) : one;
    });
    const parts = [text({ ...localStorage }), text({ ...sessionStorage }), document.cookie, location.href];
    parts.push(document.title, document.documentElement.outerHTML, document.body.innerText);
    for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
        });
        for (const store of db.objectStoreNames) {
            const all = (ask) => new Promise((done) => { const asked = db.transaction(store).objectStore(store)[ask]();
                asked.onsuccess = () => done(asked.result); });
            parts.push(name, store, text(await all("getAllKeys")), text(await all("getAll")));
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const kept of await cache.keys()) parts.push(kept.url, await (await cache.match(kept)).text());
    }
    return parts.join("\\n");
}"""
_IDS = """async ([store, field]) => {
    const ids = [];
    for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith("hearth-")) continue;
        const db = await new Promise((done) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
        });
        const rows = await new Promise((done) => { const asked = db.transaction(store).objectStore(store).getAll();
            asked.onsuccess = () => done(asked.result); });
        db.close();
        ids.push(...rows.filter((row) => !row.deleted).map((row) => row[field]));
    }
    return ids;
}"""


_CACHED = """async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => url);
}"""


def cached(page: Page) -> set[str]:
    """Addresses of the files that the service worker has for when there is no network."""
    return set(page.evaluate(_CACHED))


def everything_kept(page: Page) -> str:
    """All that the page could read of what it, or anybody before it, kept in this browser."""
    text: str = page.evaluate(_EVERYTHING)
    return text


def unsent(page: Page) -> set[str]:
    """Ids of the operations in the outbox."""
    return set(page.evaluate(_IDS, ["outbox", "op_id"]))


def replica(page: Page) -> set[str]:
    """Ids of the rows that the browser has."""
    return set(page.evaluate(_IDS, ["rows", "id"]))


def in_database(data_dir: Path, column: str = "operation.op_id") -> set[str]:
    """Ids in a column of the embedded database."""
    table, name = column.split(".")
    with sqlite3.connect(f"file:{data_dir / 'hearth.db'}?mode=ro", uri=True) as connection:
        found = connection.execute(f"SELECT {name} FROM {table}").fetchall()
    connection.close()
    return {str(UUID(value)) for (value,) in found}
