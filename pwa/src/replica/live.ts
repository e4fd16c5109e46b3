import { batch, type Signal, signal } from "@preact/signals";
import type { WireMe } from "../api/wire";
import type { LockReason } from "../domain/types";
import type { Changed } from "./apply";
import { type Draft, type Entity, keyOf, type Pending, type Rows } from "./model";
import { type LocalNotes, NO_NOTES } from "./notes";
import { enqueue, readClock } from "./outbox";
import type { Replica } from "./replica";

/** What one tab tells the others of the same person. */
export type Word =
  | { about: "rows"; changed: Changed }
  | { about: "outbox" }
  | { about: "notes" }
  | { about: "device_lock" }
  | { about: "locked"; reason: LockReason }
  | { about: "wiped" };

/** The replica in memory, opened, kept the same as what lies in the database by this tab's own changes and by word from others. */
export class Live {
  readonly rows: Signal<Rows> = signal(new Map());
  readonly pending: Signal<Pending[]> = signal([]);
  readonly me: Signal<WireMe | null> = signal(null);
  readonly notes: Signal<LocalNotes> = signal(NO_NOTES);
  /** Which past of the server this device knows. */
  readonly epoch: Signal<string | null> = signal(null);
  /** A space is being read afresh, and what this device knows better has not been compared with it yet. */
  readonly is_comparing: Signal<boolean> = signal(false);
  /** How far the server's clock is ahead of this device's, as of the last contact. */
  readonly offset_ms: Signal<number> = signal(0);
  /** What could not be kept, in the order in which it was said. */
  readonly unkept: Signal<Draft[]> = signal([]);
  private readonly channel: BroadcastChannel;
  /** What is read waits for what is being read: a slow look at the past never comes out on top of a later one. */
  private reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly replica: Replica,
    heard: (word: Word) => void,
  ) {
    this.channel = new BroadcastChannel(`hearth-${replica.person_id}`);
    this.channel.onmessage = ({ data }: MessageEvent<Word>) => {
      void this.follow(data);
      heard(data);
    };
  }

  static async open(replica: Replica, heard: (word: Word) => void): Promise<Live> {
    const live = new Live(replica, heard);
    await live.inTurn(() => live.readAll());
    return live;
  }

  /** This tab changed rows. */
  async changed(changed: Changed): Promise<void> {
    await this.inTurn(() => this.readRows(changed));
    this.tell({ about: "rows", changed });
  }

  /** Now, by the server's clock. */
  now(): Date {
    return new Date(Date.now() + this.offset_ms.value);
  }

  /** Keeps the drafts, after those that could not be kept before; those stay in memory for as long as they cannot. */
  async keep(drafts: readonly Draft[]): Promise<void> {
    const recorded_at = `${this.now().toISOString().slice(0, 19)}Z`;
    const all = [...this.unkept.peek(), ...drafts.map((draft) => ({ recorded_at, ...draft }))];
    const left = await enqueue(this.replica, all).then(
      () => [],
      () => all,
    );
    await this.inTurn(async () => {
      const pending = await this.replica.readPending();
      // Together: in between, nothing would be waiting and nothing unkept.
      batch(() => {
        this.unkept.value = left;
        this.pending.value = pending;
      });
    });
    this.tell({ about: "outbox" });
  }

  /** This tab changed the outbox. */
  async outboxChanged(): Promise<void> {
    await this.inTurn(() => this.readOutbox());
    this.tell({ about: "outbox" });
  }

  async note(change: Partial<LocalNotes>): Promise<void> {
    this.notes.value = { ...this.notes.value, ...change };
    await this.replica.write({ meta: { notes: this.notes.value } });
    this.tell({ about: "notes" });
  }

  tell(word: Word): void {
    this.channel.postMessage(word);
  }

  close(): void {
    this.channel.close();
    this.replica.close();
  }

  private inTurn(read: () => Promise<void>): Promise<void> {
    const turn = this.reading.then(read);
    this.reading = turn.catch(() => undefined);
    return turn;
  }

  private async follow(word: Word): Promise<void> {
    if (word.about === "rows") await this.inTurn(() => this.readRows(word.changed));
    if (word.about === "outbox") await this.inTurn(() => this.readOutbox());
    if (word.about === "notes") await this.inTurn(() => this.readNotes());
  }

  private async readAll(): Promise<void> {
    const [rows, pending, me, { offset_ms, epoch }, aside] = await Promise.all([
      this.replica.readAllRows(),
      this.replica.readPending(),
      this.replica.readMeta("me"),
      readClock(this.replica),
      this.replica.countSetAside(),
    ]);
    const known = new Map<string, Entity>();
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
    const single = keys.filter(([space_id]) => !whole.has(space_id));
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
