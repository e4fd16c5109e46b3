import type { Me } from "../src/api/wire";
import { type Answer, type FakePerson, type FakeServer, problem } from "./fake-server";

const TEN_MINUTES_MS = 600_000;
type Body = Record<string, unknown>;
type Shown = NonNullable<Me["invitation"]>;

interface Invitation {
  id: string;
  kind: Shown["kind"];
  locator: string;
  proof: string;
  inviter: FakePerson;
  inviter_mac: string;
  accepter?: FakePerson;
}

/** docs/protocol.md section 3, and what a server that lies about keys would do. */
export class Invitations {
  private readonly all = new Map<string, Invitation>();
  /** A key to hand out in the place of everybody's own. */
  swapped: string | null = null;
  taken: string[] = [];

  constructor(private readonly server: FakeServer) {}

  handle(person: FakePerson, method: string, path: string, body: Body): Answer | undefined {
    const [, name, id = "", step = ""] = path.split("/");
    if (name !== "invitations") return undefined;
    const call = `${method} ${step || (id === "look" ? "look" : "")}`;
    const found = this.all.get(id);
    if (call === "POST look") return this.look(body);
    if (call === "POST ") return this.invite(person, body);
    if (call === "POST accept" && found) return this.accept(found, person, body);
    if (call === "POST confirm" && found) return this.confirm(found, body);
    if (call === "DELETE " && found) return this.end(found);
    return problem(404, "invitation_not_found");
  }

  private expiry = (): string => new Date(this.server.now().getTime() + TEN_MINUTES_MS).toISOString();

  private key = ({ me }: FakePerson): string => this.swapped ?? me.person.public_key;

  private shown(person: FakePerson, mac: string): Shown["other"] {
    const { id, display_name } = person.me.person;
    return { id, display_name, public_key: this.key(person), mac };
  }

  private invite(inviter: FakePerson, { kind, locator, proof, inviter_mac }: Body): Answer {
    this.taken.push(String(locator));
    if (this.taken.length < 2) return problem(409, "locator_taken");
    const id = crypto.randomUUID();
    const invitation = {
      id,
      kind: kind as "code",
      locator: String(locator),
      proof: String(proof),
      inviter,
      inviter_mac: String(inviter_mac),
    };
    this.all.set(id, invitation);
    inviter.me.invitation = { ...this.wire(invitation), role: "inviter", state: "open", other: null };
    return { status: 201, body: { id, expires_at: this.expiry() } };
  }

  private wire({ id, kind, locator }: Invitation): Pick<Shown, "id" | "kind" | "locator" | "expires_at"> {
    return { id, kind, locator, expires_at: this.expiry() };
  }

  private look({ locator, proof }: Body): Answer {
    const found = [...this.all.values()].find((one) => one.locator === locator && one.proof === proof);
    if (!found) return problem(404, "invitation_not_found");
    return { status: 200, body: { id: found.id, inviter: this.shown(found.inviter, found.inviter_mac) } };
  }

  private accept(found: Invitation, accepter: FakePerson, { proof, accepter_mac }: Body): Answer {
    if (found.proof !== proof) return problem(404, "invitation_not_found");
    found.accepter = accepter;
    const wire = this.wire(found);
    const mac = String(accepter_mac);
    found.inviter.me.invitation = { ...wire, role: "inviter", state: "accepted", other: this.shown(accepter, mac) };
    accepter.me.invitation = { ...wire, role: "accepter", state: "accepted", other: this.shown(found.inviter, found.inviter_mac) };
    return { status: 204 };
  }

  private confirm(found: Invitation, { public_key }: Body): Answer {
    const { accepter, inviter } = found;
    if (!accepter || accepter.me.person.public_key !== public_key) return problem(409, "key_mismatch");
    this.end(found);
    const space_id = this.server.pair(inviter.me.person.handle, accepter.me.person.handle);
    return { status: 200, body: { space_id, couple_id: inviter.me.couples.at(-1)?.id } };
  }

  private end(found: Invitation): Answer {
    this.all.delete(found.id);
    for (const one of [found.inviter, found.accepter]) if (one) one.me.invitation = null;
    return { status: 204 };
  }
}
