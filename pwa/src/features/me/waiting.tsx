import { useSignal } from "@preact/signals";
import type { RefusedOperation } from "../../store/types";
import { Page } from "../../ui/page";
import { Confirm, problemText } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** What has not been sent, and what could not be kept, with its words still here. */
export function Waiting() {
  const { outbox, actions } = useStore();
  const { me: w, common } = words.value;
  const { waiting, refused, is_stale, is_syncing } = outbox.value;
  const named = (kind: string) => w.operations[kind] ?? w.operations.other;
  return (
    <Page title={w.waiting} back={{ to: "me", label: common.places.me }}>
      {waiting.length === 0 ? (
        <p>{w.waiting_none}</p>
      ) : (
        <section class="stack">
          <p>{is_stale ? w.waiting_stale : w.waiting_lead}</p>
          <ul class="plain links">
            {waiting.map(({ op_id, kind }) => (
              <li key={op_id} class="value-row">
                {named(kind)}
              </li>
            ))}
          </ul>
          <button type="button" class="button main" disabled={is_syncing} onClick={() => void actions.sync_now()}>
            {w.sync_now}
          </button>
        </section>
      )}
      {refused.length > 0 && (
        <section class="stack" aria-labelledby="refused">
          <h2 id="refused">{w.refused}</h2>
          <p class="small soft">{w.refused_lead}</p>
          <ul class="plain stack">
            {refused.map((operation) => (
              <Refused key={operation.op_id} operation={operation} name={named(operation.kind) ?? ""} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Refused({ operation, name }: { operation: RefusedOperation; name: string }) {
  const { actions } = useStore();
  const { me: w } = words.value;
  const is_asking = useSignal(false);
  const written = [operation.body.title, operation.body.note, operation.body.words].filter(
    (text) => typeof text === "string" && text !== "",
  );
  return (
    <li class="card">
      <h3>{name}</h3>
      {written.length > 0 && <p class="words">{written.join("\n")}</p>}
      <p class="small">{problemText(operation.problem)}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => void actions.retry_operation(operation.op_id)}>
          {w.refused_retry}
        </button>
        <button type="button" class="button" onClick={() => (is_asking.value = true)}>
          {w.refused_discard}
        </button>
      </div>
      {is_asking.value && (
        <Confirm
          title={w.refused_discard_title}
          text={w.refused_discard_text}
          yes={w.refused_discard}
          onNo={() => (is_asking.value = false)}
          onYes={() => void actions.discard_operation(operation.op_id)}
        />
      )}
    </li>
  );
}
