import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Device } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";

export function Devices() {
  const { actions } = useStore();
  const { me: w, common } = words.value;
  const devices = useSignal<Device[] | null>(null);
  const { is_busy, problem, run } = useResult();
  const load = async () => {
    const found = await run(() => actions.devices());
    if (found.ok) devices.value = found.value;
  };
  useEffect(() => void load(), [actions]);
  const revoke = async (id: string) => {
    const done = await run(() => actions.revoke_device(id));
    if (!done.ok) return;
    showToast(w.revoked);
    await load();
  };
  return (
    <Page title={w.devices} lead={w.devices_lead} back={{ to: "me", label: common.places.me }}>
      {devices.value === null && is_busy.value && <Mortar />}
      <ProblemNotice problem={problem.value} />
      <ul class="plain stack">
        {devices.value?.map((device) => (
          <li class="card" key={device.id}>
            <div>
              <h2>{device.name}</h2>
              <p class="small soft words">
                {`${w.signed_in_on(dayText(device.signed_in_on))}\n${w.last_used_on(dayText(device.last_used_on))}`}
              </p>
            </div>
            {device.is_this ? (
              <p>{w.this_device}</p>
            ) : (
              <button
                type="button"
                class="button"
                aria-label={w.revoke_for(device.name)}
                disabled={is_busy.value}
                onClick={() => void revoke(device.id)}
              >
                {w.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      {problem.value && (
        <button type="button" class="button" onClick={() => void load()}>
          {common.retry}
        </button>
      )}
    </Page>
  );
}
