import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Nudged } from "../../domain/types";
import { nearDayText } from "../../ui/days";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";

/** What the server knows of this person's nudges; asked for once a screen. */
export function useNudged() {
  const { actions } = useStore();
  const nudged = useSignal<Nudged | null>(null);
  const result = useResult();
  const { run } = result;
  const load = async () => {
    const read = await run(() => actions.nudged());
    if (read.ok) nudged.value = read.value;
  };
  useEffect(() => void load(), [actions]);
  return { ...result, nudged, load };
}

/** Says which kinds come half as often for now, and what brings them back. */
export function Halved({ nudged }: { nudged: Nudged | null }) {
  const { me: w } = words.value;
  return (
    <>
      {nudged?.halved.map((kind) => (
        <p class="notice" key={kind}>
          {w.nudge_halved(w.nudge_kinds[kind])}
        </p>
      ))}
    </>
  );
}

/** Which devices get nudges, and what was sent lately. */
export function Sent({ nudged, problem, is_busy, run, load }: ReturnType<typeof useNudged>) {
  const { actions, me, today } = useStore();
  const { me: w } = words.value;
  const remove = async (device_id: string) => {
    const done = await run(() => actions.remove_push(device_id));
    if (!done.ok) return;
    showToast(w.push_removed);
    await load();
  };
  if (nudged.value === null) return problem.value?.code === "offline" ? <p class="small soft">{w.nudges_offline}</p> : null;
  const { devices } = nudged.value;
  return (
    <>
      <section class="stack tight">
        <h2>{w.push_devices}</h2>
        {devices.length === 0 && <p class="soft">{w.push_devices_none}</p>}
        <ul class="plain stack tight">
          {devices.map(({ device_id, name }) => (
            <li class="card" key={device_id}>
              <p>{device_id === me.value?.device.id ? `${name} (${w.this_device})` : name}</p>
              {device_id !== me.value?.device.id && (
                <button
                  type="button"
                  class="button"
                  aria-label={w.push_remove_for(name)}
                  disabled={is_busy.value}
                  onClick={() => void remove(device_id)}
                >
                  {w.push_remove}
                </button>
              )}
            </li>
          ))}
        </ul>
        <a class="button wide" href="#/me/push">
          {w.push}
        </a>
      </section>
      <section class="stack tight">
        <h2>{w.sent_lately}</h2>
        {nudged.value.deliveries.length === 0 && <p class="soft">{w.sent_none}</p>}
        <ul class="plain stack tight">
          {nudgesOf(nudged.value).map(({ on, kind, status }) => (
            <li key={`${on} ${kind}`}>
              {`${nearDayText(on, today.value)}: ${w.nudge_kinds[kind]}`}
              {status !== "sent" && <span class="small soft">{` (${w.sent_status[status]})`}</span>}
            </li>
          ))}
        </ul>
      </section>
      <ProblemNotice problem={problem.value} />
    </>
  );
}

/** One line a nudge, however many devices it went to: sent, if it was to any of them. */
function nudgesOf({ deliveries }: Nudged): Nudged["deliveries"] {
  const lines = new Map<string, Nudged["deliveries"][number]>();
  for (const one of deliveries) {
    const key = `${one.on} ${one.kind}`;
    if (!lines.has(key) || one.status === "sent") lines.set(key, one);
  }
  return [...lines.values()];
}
