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
  const { waiting, refused, unkept, is_stale, is_syncing } = outbox.value;
  const named = (kind: string) => w.operations[kind] ?? w.operations.other;
  return (
    <Page title={w.waiting} back={{ to: "me", label: common.places.me }}>
      {unkept.length > 0 && (
        <section class="stack" aria-labelledby="unkept">
          <h2 id="unkept">{w.unkept}</h2>
          <ul class="plain stack">
            {unkept.map(({ kind, body }, at) => (
              <li key={at} class="card">
                <h3>{named(kind)}</h3>
                <Written body={body} />
              </li>
            ))}
          </ul>
          <button type="button" class="button main" onClick={() => void actions.keep_again()}>
            {w.unkept_again}
          </button>
        </section>
      )}
      {waiting.length + unkept.length + refused.length === 0 && <p>{w.waiting_none}</p>}
      {waiting.length > 0 && (
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

/** The person's own words in an operation's body. */
function Written({ body }: { body: Record<string, unknown> }) {
  const written = [body.title, body.note, body.words].filter((text) => typeof text === "string" && text !== "");
  return written.length > 0 ? <p class="words">{written.join("\n")}</p> : null;
}

function Refused({ operation, name }: { operation: RefusedOperation; name: string }) {
  const { actions } = useStore();
  const { me: w } = words.value;
  const is_asking = useSignal(false);
  return (
    <li class="card">
      <h3>{name}</h3>
      <Written body={operation.body} />
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
