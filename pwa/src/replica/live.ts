import { batch, type Signal, signal } from "@preact/signals";
import type { Me } from "../api/wire";
import { instantText } from "../domain/days";
import type { LockReason } from "../domain/types";
import type { Changed } from "./apply";
import { type Draft, keyOf, type Pending, type Row, type Rows } from "./model";
import { type LocalNotes, NO_NOTES } from "./notes";
import { enqueue, readClock } from "./outbox";
import type { Replica } from "./replica";

/** What one tab tells the others of the same person. */
export type TabMessage =
  | { about: "rows"; changed: Changed }
  | { about: "outbox" }
  | { about: "notes" }
  | { about: "device_lock" }
  | { about: "locked"; reason: LockReason }
  | { about: "wiped" };

/** The opened replica in memory, as signals; it follows this tab's changes and, by broadcast, those of other tabs. */
export class Live {
  readonly rows: Signal<Rows> = signal(new Map());
  readonly pending: Signal<Pending[]> = signal([]);
  readonly me: Signal<Me | null> = signal(null);
  readonly notes: Signal<LocalNotes> = signal(NO_NOTES);
  /** The server's epoch that this device knows. */
  readonly epoch: Signal<string | null> = signal(null);
  /** A space is being read from its beginning, and the rows set aside have not been compared with it yet. */
  readonly is_comparing: Signal<boolean> = signal(false);
  /** How far the server's clock is ahead of this device's, as of the last contact. */
  readonly offset_ms: Signal<number> = signal(0);
  /** Drafts that could not be stored, in the order in which they were made. */
  readonly unsaved: Signal<Draft[]> = signal([]);
  private readonly channel: BroadcastChannel | null;
  /** Reads are queued, so that a slow one never overwrites the result of a later one. */
  private reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly replica: Replica,
    onMessage: ((message: TabMessage) => void) | null,
  ) {
    this.channel = onMessage && new BroadcastChannel(`hearth-${replica.person_id}`);
    if (!this.channel || !onMessage) return;
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      void this.follow(data);
      onMessage(data);
    };
  }

  /** `onMessage` hears of other tabs; null where no other tab has the same replica. */
  static async open(replica: Replica, onMessage: ((message: TabMessage) => void) | null): Promise<Live> {
    const live = new Live(replica, onMessage);
    await live.queued(() => live.readAll());
    return live;
  }

  /** This tab changed rows. */
  async changed(changed: Changed): Promise<void> {
    await this.queued(() => this.readRows(changed));
    this.broadcast({ about: "rows", changed });
  }

  /** Now, by the server's clock. */
  now(): Date {
    return new Date(Date.now() + this.offset_ms.value);
  }

  /** Puts the drafts into the outbox, after those that could not be stored before. What cannot be stored stays in memory until it can. */
  async save(drafts: readonly Draft[]): Promise<void> {
    const recorded_at = instantText(this.now());
    const all = [...this.unsaved.peek(), ...drafts.map((draft) => ({ recorded_at, ...draft }))];
    const left = await enqueue(this.replica, all).then(
      () => [],
      () => all,
    );
    await this.queued(async () => {
      const pending = await this.replica.readPending();
      // Together: in between, nothing would be waiting and nothing unsaved.
      batch(() => {
        this.unsaved.value = left;
        this.pending.value = pending;
      });
    });
    this.broadcast({ about: "outbox" });
  }

  /** This tab changed the outbox. */
  async outboxChanged(): Promise<void> {
    await this.queued(() => this.readOutbox());
    this.broadcast({ about: "outbox" });
  }

  async note(change: Partial<LocalNotes>): Promise<void> {
    this.notes.value = { ...this.notes.value, ...change };
    await this.replica.write({ meta: { notes: this.notes.value } });
    this.broadcast({ about: "notes" });
  }

  broadcast(message: TabMessage): void {
    this.channel?.postMessage(message);
  }

  close(): void {
    this.channel?.close();
    this.replica.close();
  }

  private queued(read: () => Promise<void>): Promise<void> {
    const turn = this.reading.then(read);
    this.reading = turn.catch(() => undefined);
    return turn;
  }

  private async follow(message: TabMessage): Promise<void> {
    if (message.about === "rows") await this.queued(() => this.readRows(message.changed));
    if (message.about === "outbox") await this.queued(() => this.readOutbox());
    if (message.about === "notes") await this.queued(() => this.readNotes());
  }

  private async readAll(): Promise<void> {
    const [rows, pending, me, { offset_ms, epoch }, aside] = await Promise.all([
      this.replica.readAllRows(),
      this.replica.readPending(),
      this.replica.readMeta("me"),
      readClock(this.replica),
      this.replica.countSetAside(),
    ]);
    const known = new Map<string, Row>();
    for (const row of rows) known.set(keyOf(row), row);
    batch(() => {
      this.rows.value = known;
      this.pending.value = pending;
      this.me.value = me;
      this.offset_ms.value = offset_ms;
      this.epoch.value = epoch;
      this.is_comparing.value = aside > 0;
    });
    await this.readNotes();
  }

  private async readRows({ keys, spaces }: Changed): Promise<void> {
    const whole = new Set(spaces);
    const single = keys.filter(({ space_id }) => !whole.has(space_id));
    const [found, inWhole, pending, me, { offset_ms, epoch }, aside] = await Promise.all([
      this.replica.readRows(single),
      Promise.all(spaces.map((space_id) => this.replica.readSpace(space_id))),
      this.replica.readPending(),
      this.replica.readMeta("me"),
      readClock(this.replica),
      this.replica.countSetAside(),
    ]);
    const rows = new Map([...this.rows.value].filter(([, row]) => !whole.has(row.space_id)));
    for (const row of [...found, ...inWhole.flat()]) if (row) rows.set(keyOf(row), row);
    batch(() => {
      this.rows.value = rows;
      this.pending.value = pending;
      this.offset_ms.value = offset_ms;
      this.epoch.value = epoch;
      this.is_comparing.value = aside > 0;
      if (JSON.stringify(me) !== JSON.stringify(this.me.value)) this.me.value = me;
    });
  }

  private async readOutbox(): Promise<void> {
    this.pending.value = await this.replica.readPending();
  }

  private async readNotes(): Promise<void> {
    this.notes.value = { ...NO_NOTES, ...(await this.replica.readMeta("notes")) };
  }
}
