import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { type DeviceKeys, Keyring } from "../src/device/keyring";
import { type OpenStore, openStore } from "../src/store";
import type { FakeServer } from "./fake-server";

/** Whether answers get through: `lost` is done by the server and never heard of here. */
export type Network = "up" | "down" | "lost";

/**
 * One phone: its own database, its own line. Only one is in use at a time, since a page has one IndexedDB: `use`
 * puts this phone's in place.
 */
export class Phone {
  network: Network = "up";
  /** How many more answers get through before the line drops. */
  answers_left = Number.POSITIVE_INFINITY;
  store!: OpenStore;
  private readonly database = new IDBFactory();

  constructor(private readonly server: FakeServer) {}

  async open(): Promise<this> {
    this.use();
    this.store = await openStore({ base: "http://hearth.test", bearer: true, token: this.token, fetch: this.fetch });
    return this;
  }

  /** Closes the app and opens it again, with nothing but what is on the phone. */
  async reopen(): Promise<void> {
    this.use();
    this.store.close();
    await this.open();
  }

  use(): void {
    vi.stubGlobal("indexedDB", this.database);
    vi.stubGlobal("BroadcastChannel", this.channel);
  }

  async sync(): Promise<void> {
    this.use();
    await this.store.actions.sync_now();
  }

  /** The keys of whoever is signed in here. */
  async keys(): Promise<DeviceKeys> {
    this.use();
    const current = await (await Keyring.open()).current();
    if (!current?.keys) throw new Error("nobody is signed in");
    return current.keys;
  }

  private token: string | undefined;

  private readonly channel = ((phone: string) =>
    class extends BroadcastChannel {
      constructor(name: string) {
        super(`${phone} ${name}`);
      }
    })(crypto.randomUUID());

  private fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (this.network === "down" || this.answers_left <= 0) throw new TypeError("no network");
    const response = await this.server.fetch(input, init);
    if (this.network === "lost") throw new TypeError("the answer was lost");
    this.answers_left -= 1;
    const told = (await response
      .clone()
      .json()
      .catch(() => null)) as { token?: string } | null;
    if (told?.token) this.token = told.token;
    return response;
  };
}
