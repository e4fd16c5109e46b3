import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { App } from "./app";
import type { Phase } from "./device/session";
import { pendingInvitation, takePendingInvitation } from "./features/us/pending";
import type { Store } from "./store/types";
import { startRouter } from "./ui/router";
import { all, example, press, text, until } from "./ui/testing";

let root: HTMLElement | null = null;

async function open(store: Promise<Store>, hash: string): Promise<void> {
  location.hash = hash;
  startRouter();
  root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(async () => render(<App opening={store} />, root as HTMLElement));
}

async function inPhase(phase: Phase): Promise<Store> {
  const { store } = await example();
  return { ...store, phase: signal(phase), me: phase === "ready" ? store.me : signal(null) };
}

afterEach(() => {
  if (root) render(null, root);
  takePendingInvitation();
  location.hash = "";
});

describe("the app", () => {
  it("opens on Today with five places", async () => {
    await open(inPhase("ready"), "#/");
    await until(() => all("heading", "Today").length === 1);
    for (const place of ["Today", "Wall", "Trends", "Us", "Me"]) expect(all("link", place)).toHaveLength(1);
    expect(document.title).not.toMatch(/partner|trust/i);
  });

  it("welcomes a stranger, and lets them look around without an account", async () => {
    await open(inPhase("signed_out"), "#/");
    await until(() => text().includes("What Hearth is for"));
    expect(all("link", "Wall")).toEqual([]);
    location.hash = "#/demo";
    await act(async () => {
      window.dispatchEvent(new Event("hashchange"));
    });
    await until(() => text().includes("An example. Nothing here is saved."));
    await until(() => all("heading", "Today").length === 1);
    await press("button", "Close the example");
    await until(() => text().includes("What Hearth is for"));
  });

  it("gives help also where nothing can be kept", async () => {
    await open(Promise.reject(new Error("no storage")), "#/");
    await until(() => text().includes("This browser gives Hearth no place"));
    expect(all("link", /^Emergency/)).toHaveLength(1);
  });

  it("stays locked until it is unlocked, with help one tap away", async () => {
    await open(inPhase("locked"), "#/wall");
    await until(() => all("heading", "Hearth is locked").length === 1);
    expect(all("link", "Help")).toHaveLength(1);
    expect(text()).not.toContain("Robin");
  });

  it("keeps an invitation's secret in memory and out of the address", async () => {
    await open(inPhase("signed_out"), "#/join/ABCDE.c2VjcmV0");
    await until(() => text().includes("You were invited."));
    expect(pendingInvitation()).toBe("ABCDE.c2VjcmV0");
    expect(location.hash).not.toContain("c2VjcmV0");
  });

  it("shows an ending before anything else", async () => {
    const { store } = await example();
    await open(Promise.resolve({ ...store, ended_unread: signal(store.couple.value) }), "#/wall");
    await until(() => all("heading", "Sharing ended").length === 1);
  });

  it("asks what was held before anything else", async () => {
    const { store } = await example();
    await open(Promise.resolve({ ...store, suspended_sharing: signal("trend") }), "#/wall");
    await until(() => all("heading", "What you share is held").length === 1);
  });

  it("finds nothing kindly", async () => {
    await open(inPhase("ready"), "#/no/such/page");
    await until(() => text().includes("This page does not exist"));
  });

  it("says so when the browser keeps nothing", async () => {
    await open(Promise.reject(new Error("storage is off")), "#/");
    await until(() => text().includes("no place to save things"));
  });
});
