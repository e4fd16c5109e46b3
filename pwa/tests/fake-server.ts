import type { Change, Me, Operation, Outcome, SyncAnswer, SyncRequest } from "../src/api/wire";
import { Invitations } from "./fake-invitations";
import { apply, Refused, SETTINGS, suspendSharing } from "./fake-rules";

export interface FakeRow {
  kind: string;
  id: string;
  rev: number;
  deleted: boolean;
  body: Record<string, unknown>;
}

export interface FakeSpace {
  id: string;
  kind: "private" | "couple";
  roles: Map<string, "owner" | "member" | "former">;
  rev: number;
  /** Which operation made each rev. */
  made: string[];
  rows: Map<string, FakeRow>;
}

export interface FakePerson {
  me: Me;
  kdf: { kdf_version: number; salt: string; verifier: string; password_wrap: string };
  recovery: { recovery_verifier: string; recovery_wrap: string };
  /** Moves whenever `me` is not what it was. */
  me_rev: number;
  me_text: string;
}

export interface Answer {
  status: number;
  body?: unknown;
}

/** As much of the server as docs/protocol.md promises to a client, in memory. Ids and time are the test's. */
export class FakeServer {
  epoch: string = crypto.randomUUID();
  restored_at: Date | null = null;
  page = 50;
  /** Batches of more operations than this are refused whole. */
  most = 200;
  now = (): Date => new Date();
  readonly people = new Map<string, FakePerson>();
  readonly spaces = new Map<string, FakeSpace>();
  readonly tokens = new Map<string, string>();
  /** op id -> exact bytes and outcome. */
  private done = new Map<string, { text: string; outcome: Outcome }>();
  readonly invitations = new Invitations(this);
  readonly requests: { path: string; body: unknown }[] = [];
  /** Revoked, expired: what the next calls with a token answer. */
  refusal: string | null = null;

  handle(method: string, path: string, body: Record<string, unknown>, token: string | null): Answer {
    this.requests.push({ path, body });
    const open: Record<string, () => Answer> = {
      "POST /sign-up": () => this.signUp(body),
      "POST /sign-in/prelogin": () => this.prelogin(String(body.handle)),
      "POST /sign-in": () => this.signIn(body),
      "POST /recovery": () => this.recovery(body),
      "POST /recovery/finish": () => this.recoveryFinish(body),
    };
    const without = open[`${method} ${path}`];
    if (without) return without();
    const person = this.people.get(this.tokens.get(token ?? "") ?? "");
    if (!person) return problem(401, "not_signed_in");
    if (this.refusal) return problem(401, this.refusal);
    const signed: Record<string, () => Answer> = {
      "GET /me": () => ({ status: 200, body: person.me }),
      "POST /sync": () => {
        const asked = body as unknown as SyncRequest;
        return asked.operations.length > this.most ? problem(413, "too_large") : { status: 200, body: this.sync(person, asked) };
      },
      "POST /sign-out": () => ({ status: 204 }),
      "PUT /me/password": () => this.changePassword(person, body),
    };
    return signed[`${method} ${path}`]?.() ?? this.invitations.handle(person, method, path, body) ?? problem(404, "not_found");
  }

  /** Takes the place of `fetch`. */
  fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const path = new URL(String(input), "http://hearth.test").pathname.replace("/api/v1", "");
    const token = new Headers(init.headers).get("Authorization")?.replace("Bearer ", "") ?? null;
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    const answer = this.handle(init.method ?? "GET", path, body, token);
    const text = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(text, { status: answer.status, headers: { "Content-Type": "application/json" } });
  };

  /** Makes a couple of two handles at once, as a finished pairing would. */
  pair(one: string, other: string): string {
    const [first, second] = [this.byHandle(one), this.byHandle(other)];
    const space = this.newSpace("couple", [first.me.person.id, second.me.person.id], "member");
    const id = crypto.randomUUID();
    for (const [mine, theirs] of [
      [first, second],
      [second, first],
    ] as const) {
      const { id: partner_id, display_name, public_key } = theirs.me.person;
      const partner = { id: partner_id, display_name, public_key };
      mine.me.couples.push({
        id,
        space_id: space.id,
        state: "active",
        paired_on: "2026-11-01",
        ended_on: null,
        partner,
        deletion: null,
      });
    }
    return space.id;
  }

  byHandle(handle: string): FakePerson {
    const person = [...this.people.values()].find(({ me }) => me.person.handle === handle);
    if (!person) throw new Error(`nobody is called ${handle}`);
    return person;
  }

  /** What a backup would bring back. */
  snapshot(): () => void {
    const spaces = structuredClone(this.spaces);
    const people = structuredClone(this.people);
    const done = structuredClone(this.done);
    return () => {
      this.epoch = crypto.randomUUID();
      this.spaces.clear();
      for (const [id, space] of spaces) this.spaces.set(id, space);
      this.people.clear();
      for (const [id, person] of people) this.people.set(id, person);
      this.done = done;
      this.restored_at = new Date(Math.floor(this.now().getTime() / 1000) * 1000);
      for (const space of this.spaces.values()) suspendSharing(space);
    };
  }

  private newSpace(kind: FakeSpace["kind"], people: string[], role: "owner" | "member"): FakeSpace {
    const id = crypto.randomUUID();
    const space: FakeSpace = { id, kind, roles: new Map(people.map((one) => [one, role])), rev: 0, made: [], rows: new Map() };
    this.spaces.set(id, space);
    return space;
  }

  private signUp(body: Record<string, unknown>): Answer {
    const said = body as Record<string, string> & { language: "en"; kdf_version: number };
    const id = crypto.randomUUID();
    const private_space_id = this.newSpace("private", [id], "owner").id;
    const { handle = "", display_name = "", zone = "", language, public_key = "" } = said;
    const person = { id, handle, display_name, zone, language, public_key, settings: SETTINGS };
    this.people.set(id, {
      me: { person, device: { id: crypto.randomUUID(), name: said.device_name ?? "" }, private_space_id, couples: [], invitation: null },
      kdf: kdfOf(said),
      recovery: { recovery_verifier: said.recovery_verifier ?? "", recovery_wrap: said.recovery_wrap ?? "" },
      me_rev: 0,
      me_text: "",
    });
    return this.signed(id, 201);
  }

  private prelogin(handle: string): Answer {
    const { kdf_version, salt } = this.byHandle(handle).kdf;
    return { status: 200, body: { kdf_version, salt } };
  }

  private signIn({ handle, verifier }: Record<string, unknown>): Answer {
    const person = this.byHandle(String(handle));
    return person.kdf.verifier === verifier ? this.signed(person.me.person.id, 200) : problem(401, "sign_in_failed");
  }

  private recovery({ handle, recovery_verifier }: Record<string, unknown>): Answer {
    const { recovery, me } = this.byHandle(String(handle));
    if (recovery.recovery_verifier !== recovery_verifier) return problem(401, "sign_in_failed");
    return { status: 200, body: { ticket: me.person.id, recovery_wrap: recovery.recovery_wrap } };
  }

  private recoveryFinish(body: Record<string, unknown>): Answer {
    const said = body as Record<string, string> & { kdf_version: number };
    const person = this.people.get(said.ticket ?? "");
    if (!person) return problem(401, "sign_in_failed");
    person.kdf = kdfOf(said);
    person.recovery = { recovery_verifier: said.recovery_verifier ?? "", recovery_wrap: said.recovery_wrap ?? "" };
    return this.signed(person.me.person.id, 200);
  }

  private changePassword(person: FakePerson, body: Record<string, unknown>): Answer {
    if (person.kdf.verifier !== body.verifier) return problem(401, "sign_in_failed");
    person.kdf = kdfOf({ ...body, verifier: body.new_verifier } as never);
    return { status: 204 };
  }

  private signed(person_id: string, status: number): Answer {
    const token = crypto.randomUUID();
    this.tokens.set(token, person_id);
    const { me, kdf } = this.people.get(person_id) as FakePerson;
    const { private_space_id, device, person } = me;
    const { password_wrap } = kdf;
    const body = {
      person_id,
      private_space_id,
      device_id: device.id,
      password_wrap,
      public_key: person.public_key,
      token,
    };
    return { status, body };
  }

  private sync(person: FakePerson, { cursors, operations, epoch, me_rev }: SyncRequest): SyncAnswer {
    const outcomes = operations.map((text) => this.run(person, text));
    const person_id = person.me.person.id;
    const spaces = [...this.spaces.values()]
      .filter(({ roles }) => roles.has(person_id))
      .map((space) => {
        const cursor = cursors.find(({ space_id }) => space_id === space.id);
        const is_known = cursor && epoch === this.epoch && (cursor.rev === 0 || space.made[cursor.rev - 1] === cursor.op_id);
        const role = space.roles.get(person_id) as "owner";
        const from = is_known ? cursor.rev : 0;
        const visible = [...space.rows.values()].filter((row) => isVisible(row, role, person_id) && !(from === 0 && row.deleted));
        const newer = visible.filter(({ rev }) => rev > from).sort((one, other) => one.rev - other.rev);
        const page = newer.slice(0, this.page);
        const more = page.length < newer.length;
        const rev = more ? (page.at(-1)?.rev ?? 0) : space.rev;
        const changes: Change[] = structuredClone(page).map((row) => seenBy(row, person_id));
        return {
          space_id: space.id,
          kind: space.kind,
          role,
          rev,
          op_id: space.made[rev - 1] ?? null,
          resync: !!cursor && !is_known,
          more,
          changes,
        };
      });
    const text = JSON.stringify(person.me);
    if (text !== person.me_text) Object.assign(person, { me_text: text, me_rev: person.me_rev + 1 });
    const is_known = me_rev === person.me_rev && epoch === this.epoch && !spaces.some(({ resync }) => resync);
    const me = is_known ? {} : { me: structuredClone(person.me) };
    return { epoch: this.epoch, now: this.now().toISOString(), outcomes, spaces, me_rev: person.me_rev, ...me };
  }

  private privateSpace(person: FakePerson): FakeSpace {
    const space = this.spaces.get(person.me.private_space_id);
    if (!space) throw new Error("everybody has a private space");
    return space;
  }

  private run(person: FakePerson, text: string): Outcome {
    const operation = JSON.parse(text) as Operation;
    const { op_id } = operation;
    const before = this.done.get(op_id);
    if (before) return before.text === text ? before.outcome : { op_id, status: "refused", problem: { code: "op_id_reused" } };
    const space = this.spaces.get(operation.space_id);
    const role = space?.roles.get(person.me.person.id);
    try {
      if (!space || !role) throw new Refused("not_found");
      const rev = space.rev + 1;
      apply(this, person, space, operation, rev);
      const noted = hasChanged(space, operation, rev) ? space : this.privateSpace(person);
      noted.rev += 1;
      noted.made.push(op_id);
      const outcome: Outcome = { op_id, status: "applied", space_id: noted.id, rev: noted.rev };
      this.done.set(op_id, { text, outcome });
      return outcome;
    } catch (error) {
      if (error instanceof Refused) return { op_id, status: "refused", problem: { code: error.code } };
      throw error;
    }
  }
}

/** Whether an operation did something that the other may see; its revision is the author's own otherwise. */
function hasChanged({ kind, rows }: FakeSpace, { name }: Operation, rev: number): boolean {
  return kind === "private" || name === "leave_couple" || [...rows.values()].some((row) => row.rev === rev);
}

/** How long an act stays free tells when it was written: its author's to know. */
function seenBy(row: FakeRow, person_id: string): FakeRow {
  if (row.kind === "act" && row.body.author_id !== person_id) delete row.body.free_until_on;
  return row;
}

function isVisible({ kind, body }: FakeRow, role: string, person_id: string): boolean {
  return (role !== "former" && kind !== "check_in_share") || body.author_id === person_id || body.author_id === undefined;
}

function kdfOf(said: Record<string, string> & { kdf_version: number }): FakePerson["kdf"] {
  const { kdf_version, salt = "", verifier = "", password_wrap = "" } = said;
  return { kdf_version, salt, verifier, password_wrap };
}

export const problem = (status: number, code: string): Answer => ({ status, body: { code } });
