import { openDB } from "idb";
import { describe, expect, it, vi } from "vitest";
import { base64url, randomBytes } from "../src/crypto/bytes";
import { IndexedDbReplica } from "../src/replica/indexed-db";
import type { Phone } from "./device";
import { freshForEach, PASSWORD, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();
const MISMATCH = { ok: false, problem: { code: "own_key_mismatch" } };
const ANOTHER = base64url(randomBytes(32));

function lie(handle: string): void {
  here.server.byHandle(handle).me.person.public_key = ANOTHER;
}

async function people(phone: Phone): Promise<number> {
  phone.use();
  const ring = await openDB("hearth");
  const count = await ring.count("envelopes");
  ring.close();
  return count;
}

describe("a server that names another key for oneself", () => {
  it("is refused at signing in, and nothing is stored", async () => {
    await here.phones.signedUp("alex");
    lie("alex");
    const phone = await here.phones.fresh();
    expect(await phone.store.actions.sign_in("alex", PASSWORD)).toEqual(MISMATCH);
    expect([phone.store.phase.value, await people(phone)]).toEqual(["signed_out", 0]);
  });

  it("is refused at unlocking where that signs in again", async () => {
    const { phone } = await here.phones.signedUp("alex");
    here.server.refusal = "session_expired";
    await phone.sync();
    here.server.refusal = null;
    lie("alex");
    expect(await phone.store.actions.unlock(PASSWORD)).toEqual(MISMATCH);
    expect(phone.store.phase.value).toBe("locked");
  });

  it("is not synced with: what waits stays, what it says is not taken, and the person is told", async () => {
    const { phone } = await here.phones.signedUp("alex");
    lie("alex");
    here.server.byHandle("alex").me.person.display_name = "Somebody else";
    await phone.store.actions.check_in(TODAY, { safe: 9 });
    await phone.sync();
    expect(phone.store.outbox.value).toMatchObject({ trouble: "own_key_mismatch", waiting: [{}] });
    expect(phone.store.me.value?.person.display_name).toBe("alex");
  });

  it("pairs nobody, though this device has believed it before", async () => {
    const { phone } = await here.phones.signedUp("alex");
    const { phone: sam } = await here.phones.signedUp("sam");
    sam.use();
    await sam.store.actions.invite("code");
    const code = sam.store.me.value?.invitation?.code ?? "";
    phone.use();
    const found = await phone.store.actions.look_at_invitation(code);
    if (!found.ok) throw new Error(found.problem.code);
    await believe(phone);
    expect(await phone.store.actions.accept_invitation(found.value.id)).toEqual(MISMATCH);
    expect(await phone.store.actions.invite("code")).toEqual(MISMATCH);
  });

  it("does not replace what somebody else has on this device", async () => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    await phone.store.actions.check_in(TODAY, { safe: 9 });
    phone.network = "up";
    await here.phones.signedUp("sam");
    // Whoever signs in as Sam is said to be Alex, whose words wait here.
    const { id } = here.server.byHandle("alex").me.person;
    const handle = here.server.handle.bind(here.server);
    vi.spyOn(here.server, "handle").mockImplementation((...asked) => {
      const answer = structuredClone(handle(...asked)) as { status: number; body: { person_id?: string; person?: { id: string } } };
      if (answer.body?.person_id) answer.body.person_id = id;
      if (answer.body?.person) answer.body.person.id = id;
      return answer;
    });
    phone.use();
    expect(await phone.store.actions.sign_in("sam", PASSWORD)).toEqual(MISMATCH);
    vi.restoreAllMocks();
    await phone.reopen();
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 9 }]);
  });
});

/** The replica as it is where another key for oneself was taken in by an app that did not look. */
async function believe(phone: Phone): Promise<void> {
  const { replica: key } = await phone.keys();
  const { me } = here.server.byHandle("alex");
  const replica = await IndexedDbReplica.open(me.person.id, key);
  await replica.write({ meta: { me: { ...me, person: { ...me.person, public_key: ANOTHER } } } });
  replica.close();
  await phone.reopen();
}
