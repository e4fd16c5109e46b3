import type { Me } from "../../api/wire";
import { memorySession, memorySyncing, newKeys } from "../../device/memory";
import { deviceZone } from "../../device/this-device";
import { addDays, localDay, weekdayOf } from "../../domain/days";
import type { LocalDay, Result } from "../../domain/types";
import { MemoryReplica } from "../../replica/memory";
import { assembled, type OpenStore } from "../../store/assemble";
import { language } from "../../words";
import { type ExampleWords, example_words } from "../../words/example";
import { exampleHistory, ME, PARTNER, PRIVATE, SHARED } from "./history";
import { exampleRows } from "./rows";

const OFFLINE: Result<never> = { ok: false, problem: { code: "offline" } };
const offline = async (): Promise<Result<never>> => OFFLINE;

/** The example couple: the app itself over a replica in memory. Nothing it does outlives the page, and nothing is sent. */
export async function openDemoStore(): Promise<OpenStore> {
  const words = example_words[language.peek()];
  const zone = deviceZone();
  const today = localDay(zone, new Date());
  const keys = await newKeys();
  const replica = new MemoryReplica(ME);
  await replica.write({
    put_rows: await exampleRows(exampleHistory(today, words), keys, zone),
    meta: { me: exampleMe(words, zone, today) },
  });
  const session = await memorySession(replica, keys);
  const { store } = assembled({ api: { call: offline }, enter: offline, session, syncing: memorySyncing(session) });
  // The browser's permission for notices is the visitor's own, not the example's.
  return {
    ...store,
    actions: { ...store.actions, push_state: async () => "unsupported", turn_on_push: offline, renew_push: async () => undefined },
  };
}

function exampleMe(words: ExampleWords, zone: string, today: LocalDay): Me {
  return {
    person: {
      id: ME,
      handle: "robin",
      display_name: words.me,
      zone,
      language: language.peek(),
      public_key: "",
      settings: {
        log_at: "20:00",
        // Twice a week, and also on the day on which somebody looks around.
        check_in_days: [0, 3].map((later) => (weekdayOf(today) + later) % 7).sort(),
        check_in_at: "19:30",
        to_read: false,
        look_back: null,
        look_back_at: null,
        moment: false,
        quiet_from: "21:30",
        quiet_until: "07:30",
        most_a_day: 1,
        paused_until: null,
      },
    },
    device: { id: "example-device", name: words.device },
    private_space_id: PRIVATE,
    couples: [
      {
        id: "example-couple",
        space_id: SHARED,
        state: "active",
        paired_on: addDays(today, -120),
        ended_on: null,
        partner: { id: PARTNER, display_name: words.partner, public_key: "" },
        deletion: null,
      },
    ],
    invitation: null,
  };
}
