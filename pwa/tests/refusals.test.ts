import { describe, expect, it, vi } from "vitest";
import type { FakeServer } from "./fake-server";
import { freshForEach, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();

/** Has the server refuse the first operation of a batch without saying whose it was. Returns how it answered before. */
function refuseTheFirst(code: string): FakeServer["fetch"] {
  const right = here.server.fetch;
  here.server.fetch = async (input, init) => {
    const answer = (await (await right(input, init)).json()) as { outcomes: unknown[] };
    if (answer.outcomes.length > 0) answer.outcomes[0] = { op_id: null, status: "refused", problem: { code } };
    return Response.json(answer);
  };
  return right;
}

describe("an answer that is none", () => {
  const pages: [string, () => Response][] = [
    ["a page with terms to accept", () => new Response("<html>Terms</html>", { status: 200 })],
    ["an empty object", () => Response.json({})],
    ["outcomes of something else", () => Response.json({ epoch: "x", now: "x", outcomes: [], spaces: [], me: { person: {} } })],
    ["a gateway's page", () => new Response("<html>Bad gateway</html>", { status: 502 })],
    ["another gateway's", () => new Response("", { status: 415 })],
  ];

  it.each(pages)("confirms and loses nothing: %s", async (_, page) => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    await phone.store.actions.check_in(TODAY, { safe: 4 });
    await phone.sync();
    phone.network = "up";
    const right = here.server.fetch;
    here.server.fetch = async () => page();
    await phone.sync();
    expect(phone.store.outbox.value.waiting).toHaveLength(1);
    expect(phone.store.outbox.value.refused).toEqual([]);
    here.server.fetch = right;
    await phone.sync();
    expect(phone.store.outbox.value).toMatchObject({ waiting: [], refused: [] });
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 4, is_waiting: false }]);
  });
});

describe("one operation that cannot be taken", () => {
  const sick = (text: string): boolean => text.includes("sick");
  const refusals: [string, (operations: string[]) => unknown][] = [
    ["the whole batch is refused for it", (operations) => (operations.some(sick) ? { status: 422, code: "invalid" } : null)],
    ["the batch is too large because of it", (operations) => (operations.some(sick) ? { status: 413, code: "too_large" } : null)],
  ];

  it.each(refusals)("is shown with the reason and keeps no other back: %s", async (_, refuses) => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    for (const display_name of ["one", "sick", "two"]) await phone.store.actions.set_settings({ display_name });
    await phone.store.actions.check_in(TODAY, { safe: 4 });
    await phone.sync();
    phone.network = "up";
    const right = here.server.fetch;
    here.server.fetch = async (input, init = {}) => {
      const { operations = [] } = JSON.parse(String(init.body ?? "{}")) as { operations?: string[] };
      const refused = refuses(operations) as { status: number } | null;
      return refused ? Response.json(refused, { status: refused.status }) : right(input, init);
    };
    await phone.sync();
    expect(phone.store.outbox.value.waiting).toEqual([]);
    expect(phone.store.outbox.value.refused).toMatchObject([{ title: "set_settings" }]);
    expect(here.server.requests.flatMap(({ body }) => (body as { operations?: string[] }).operations ?? []).some(sick)).toBe(false);
    expect(phone.store.me.value?.person.display_name).toBe("two");
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 4, is_waiting: false }]);
  });

  it("is found by its place where the server could not even read whose it was", async () => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    await phone.store.actions.check_in(TODAY, { safe: 4 });
    await phone.store.actions.set_settings({ display_name: "Lex" });
    await phone.sync();
    phone.network = "up";
    refuseTheFirst("malformed");
    await phone.sync();
    expect(phone.store.outbox.value).toMatchObject({ waiting: [], refused: [{ title: "put_sealed", problem: { code: "malformed" } }] });
  });

  it("goes on waiting, and lets the others pass, when the fault was the server's", async () => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    await phone.store.actions.check_in(TODAY, { safe: 4 });
    await phone.store.actions.set_settings({ display_name: "Lex" });
    await phone.sync();
    phone.network = "up";
    const right = refuseTheFirst("server_error");
    await phone.sync();
    expect(phone.store.outbox.value).toMatchObject({ waiting: [{ title: "put_sealed" }], refused: [] });
    here.server.fetch = right;
    await phone.sync();
    expect(phone.store.outbox.value).toMatchObject({ waiting: [], refused: [] });
  });
});
