import { afterEach, beforeEach, vi } from "vitest";
import { Phone } from "./device";
import { FakeServer } from "./fake-server";

export const PASSWORD = "a password";
export const TODAY = "2026-11-22";

/** A server and its phones, new for every test of a file, at noon of `TODAY`. */
export function freshForEach(): { server: FakeServer; phones: Phones } {
  const here = {} as { server: FakeServer; phones: Phones };
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(`${TODAY}T12:00:00Z`), toFake: ["Date"] });
    here.server = new FakeServer();
    here.phones = new Phones(here.server);
  });
  afterEach(() => here.phones.close());
  return here;
}

/** Phones of one test, so that all of them can be closed. */
export class Phones {
  private readonly all: Phone[] = [];

  constructor(private readonly server: FakeServer) {}

  fresh(): Promise<Phone> {
    const one = new Phone(this.server);
    this.all.push(one);
    return one.open();
  }

  /** A phone on which someone has just signed up, and their recovery code. */
  async signedUp(handle: string): Promise<{ phone: Phone; code: string }> {
    const phone = await this.fresh();
    const result = await phone.store.actions.sign_up({ handle, password: PASSWORD, display_name: handle, language: "en" });
    if (!result.ok) throw new Error(result.problem.code);
    const code = result.value.recovery_code;
    if (!phone.store.actions.confirm_recovery_code(code)) throw new Error("the code was not confirmed");
    await phone.sync();
    return { phone, code };
  }

  async signedIn(handle: string): Promise<Phone> {
    const phone = await this.fresh();
    const result = await phone.store.actions.sign_in(handle, PASSWORD);
    if (!result.ok) throw new Error(result.problem.code);
    await phone.sync();
    return phone;
  }

  async couple(): Promise<{ alex: Phone; sam: Phone; space_id: string }> {
    const [{ phone: alex }, { phone: sam }] = [await this.signedUp("alex"), await this.signedUp("sam")];
    const space_id = this.server.pair("alex", "sam");
    await alex.sync();
    await sam.sync();
    return { alex, sam, space_id };
  }

  close(): void {
    for (const phone of this.all.splice(0)) phone.store?.close();
  }
}
