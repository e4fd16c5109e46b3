"""What lies in the browser and in the database, read past the app: sets of ids, and everything kept in clear."""

import json
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Page

import hearth_keys as keys
from tests.e2e.people import PASSWORD

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
# A store of every replica, sealed, each with what opens it for whoever knows the password.
_SEALED = """async (store) => {
    const open = (name) => new Promise((done) => { const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result); });
    const all = (db, name) => new Promise((done) => { const asked = db.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => done(asked.result); });
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes("hearth")) return [];
    const ring = await open("hearth");
    const envelopes = await all(ring, "envelopes");
    ring.close();
    return Promise.all(envelopes.map(async (envelope) => {
        const db = await open(`hearth-${envelope.person_id}`);
        const rows = await all(db, store);
        db.close();
        return { envelope, rows: rows.map(({ name, content }) => [name, [...content]]) };
    }));
}"""


def _opened(page: Page, store: str) -> list[dict[str, Any]]:
    """What is sealed in a store, of everybody who uses this browser, whether it is locked for them or not."""
    values = []
    for replica in page.evaluate(_SEALED, store):
        key = _replica_key(**{name: replica["envelope"][name] for name in ("salt", "password_wrap", "replica_wrap")})
        for name, content in replica["rows"]:
            values.append(json.loads(keys.unseal(key, bytes(content), f"hearth/v1/replica|{store}|{name}")))
    return values


@cache
def _replica_key(salt: str, password_wrap: str, replica_wrap: str) -> bytes:
    user_key = keys.from_password(PASSWORD, keys.to_bytes(salt)).unwrap(keys.to_bytes(password_wrap))
    wrap_key = keys.derive(user_key, "hearth/v1/user/replica")
    return keys.unseal(wrap_key, keys.to_bytes(replica_wrap), "hearth/v1/wrap/replica")


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
    return {json.loads(operation["text"])["op_id"] for operation in _opened(page, "outbox")}


def replica(page: Page) -> set[str]:
    """Ids of the rows that the browser has."""
    return {row["id"] for row in _opened(page, "rows") if not row["deleted"]}


def in_database(data_dir: Path, column: str = "operation.op_id") -> set[str]:
    """Ids in a column of the embedded database."""
    table, name = column.split(".")
    with sqlite3.connect(f"file:{data_dir / 'hearth.db'}?mode=ro", uri=True) as connection:
        found = connection.execute(f"SELECT {name} FROM {table}").fetchall()
    connection.close()
    return {str(UUID(value)) for (value,) in found}
