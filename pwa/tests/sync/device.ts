import { signal } from "@preact/signals";
import { Keyring } from "../../src/device/keyring";
import { rules } from "../../src/entities";
import { IndexedDbReplica } from "../../src/replica/indexed-db";
import { keyOf, type Pending } from "../../src/replica/model";
import { project } from "../../src/replica/project";
import type { Replica } from "../../src/replica/replica";
import { type OpenStore, openStore } from "../../src/store";
import type { Store } from "../../src/store/types";
import { views } from "../../src/store/views";
import { Dice } from "./dice";
import { live } from "./life";
import { Line } from "./line";

const PASSWORD = "a password";

/** One device of one person: the app below its screens, in a process of its own. */
export class Device {
  store!: OpenStore;
  readonly line: Line;
  private readonly dice: Dice;
  /** Every operation ever made here, as it lay in the outbox. */
  private readonly made = new Map<string, Pick<Pending, "text" | "opened" | "is_resent">>();
  private replica: Promise<Replica> | undefined;

  constructor(
    private readonly base: string,
    seed: number,
  ) {
    this.dice = new Dice(seed);
    this.line = new Line(base, new Dice(seed + 1));
  }

  async open(): Promise<void> {
    this.store = await openStore({
      base: this.base,
      bearer: true,
      fetch: async (input, init) => {
        // As it lies in the outbox: some of it is made, sent and answered all in one go.
        if (this.line.is_up && String(input).endsWith("/sync")) await this.keepCount();
        return this.line.fetch(input, init);
      },
      ...(this.line.token && { token: this.line.token }),
    });
  }

  /** Closes the app at whatever it is doing and opens it again, with nothing but what is on the device. */
  async reopen(): Promise<void> {
    this.store.close();
    await this.open();
  }

  async signUp(handle: string): Promise<void> {
    const { actions } = this.store;
    const made = await actions.sign_up({ handle, password: PASSWORD, display_name: handle, language: "en" });
    if (!made.ok || !actions.confirm_recovery_code(made.value.recovery_code)) throw new Error(JSON.stringify(made));
    await actions.sync_now();
  }

  async signIn(handle: string): Promise<void> {
    const done = await this.store.actions.sign_in(handle, PASSWORD);
    if (!done.ok) throw new Error(done.problem.code);
    await this.store.actions.sync_now();
  }

  async invite(): Promise<string> {
    await this.store.actions.invite("code");
    return this.store.me.value?.invitation?.code as string;
  }

  async join(code: string): Promise<void> {
    const found = await this.store.actions.look_at_invitation(code);
    if (!found.ok) throw new Error(found.problem.code);
    await this.store.actions.accept_invitation(found.value.id);
  }

  async confirm(): Promise<void> {
    for (let tries = 0; !this.store.me.value?.invitation?.other?.is_verified && tries < 200; tries++) await this.store.actions.sync_now();
    const done = await this.store.actions.confirm_invitation();
    if (!done.ok) throw new Error(done.problem.code);
  }

  /** Does so many things, and answers how many operations lie in the outbox. */
  async act(times: number): Promise<number> {
    for (let left = times; left > 0; left--) await live(this.store, this.dice, `${this.dice.roll(1_000_000)}`);
    return this.keepCount();
  }

  /** Syncs once, and answers how many operations still wait. */
  async sync(): Promise<number> {
    await this.store.actions.sync_now();
    return this.keepCount();
  }

  /** Lives until it has made so many operations, on a line that comes and goes; what waits is sent as soon as it is back. */
  async liveOn(operations: number): Promise<number> {
    const flap = setInterval(() => this.line.set(this.dice.roll(5) > 0), 300);
    const until = this.made.size + operations;
    while (this.made.size < until) {
      if (this.store.outbox.value.waiting.length < 100) await this.act(this.dice.between(5, 40));
      await this.store.actions.sync_now();
      if (this.dice.roll(40) === 0) await this.reopen();
      if (this.store.outbox.value.waiting.length > 0) await this.line.isBack();
    }
    clearInterval(flap);
    this.line.set(true);
    return this.made.size;
  }

  private async keepCount(): Promise<number> {
    this.replica ??= this.tab();
    const pending = await (await this.replica).readPending();
    for (const { operation, text, opened, is_resent } of pending)
      this.made.set(operation.op_id, { text, ...(opened && { opened }), ...(is_resent && { is_resent }) });
    return pending.filter(({ state }) => state !== "refused").length;
  }

  /** The same database once more, as another tab would open it. */
  private async tab(): Promise<Replica> {
    const here = await (await Keyring.open()).current();
    if (!here?.keys) throw new Error("nobody is signed in");
    return IndexedDbReplica.open(here.envelope.person_id, here.keys.replica);
  }

  /** Everything that can be compared with the others. */
  async tell(): Promise<unknown> {
    const replica = await this.tab();
    const pending = await replica.readPending();
    const stored = await replica.readAllRows();
    const me = await replica.readMeta("me");
    replica.close();
    if (!me) throw new Error("nobody is signed in");
    const world = project(rules, new Map(stored.map((row) => [keyOf(row), row])), me, pending);
    const { line, made } = this;
    return {
      person_id: me.person.id,
      me: { ...world.me, device: null },
      rows: [...world.rows.values()],
      is_shown: JSON.stringify(shown(views(signal(world), this.store.today))) === JSON.stringify(shown(this.store)),
      pending: pending.map(({ state, operation, problem }) => ({
        state,
        op_id: operation.op_id,
        name: operation.name,
        code: problem?.code,
      })),
      made: [...new Set([...line.sent.keys(), ...made.keys()])].map((op_id) => {
        const { text, ...rest } = made.get(op_id) ?? { text: line.sent.get(op_id) as string };
        if ((line.sent.get(op_id) ?? text) !== text) line.differed.add(op_id);
        return { ...JSON.parse(text), ...rest };
      }),
      told: Object.fromEntries(line.told),
      differed: [...line.differed],
      counts: line.counts,
    };
  }
}

type Shown = Pick<Store, "acts" | "unopened" | "acknowledgements" | "commitments" | "pauses" | "check_ins" | "my_sharing">;

function shown({ acts, unopened, acknowledgements, commitments, pauses, check_ins, my_sharing }: Shown): unknown {
  const { acts: closed, acknowledgements: answers } = unopened.value;
  const lists = [acts.value, closed, acknowledgements.value, answers, commitments.value, pauses.value, check_ins.value];
  const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);
  return [my_sharing.value, ...lists.map((list) => [...list].sort(byId).map((one) => Object.entries(one).sort()))];
}
