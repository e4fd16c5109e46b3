import { useSignal } from "@preact/signals";
import type { Listed } from "../../entities";
import type { RefusedOperation } from "../../store/types";
import { isLong } from "../../ui/brick";
import { FoldedWords } from "../../ui/folded-words";
import { Page } from "../../ui/page";
import { Confirm, problemText } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";
import { isolatedQuote } from "../../words/isolate";
import { named } from "./operation";

/** Reasons that no later try takes away. */
const FOR_GOOD = ["too_far_back", "couple_ended", "commitment_ended", "not_due", "act_removed", "already_removed", "no_longer_free"];

/** What has not been sent, and what could not be kept, with its words still here. */
export function Waiting() {
  const store = useStore();
  const { me: w, common } = words.value;
  const { waiting, refused, unsaved, is_stale, is_syncing, is_online } = store.outbox.value;
  const lead = is_stale ? w.waiting_stale : is_online ? w.waiting_lead : w.waiting_offline;
  return (
    <Page title={w.waiting} back={{ to: "me", label: common.places.me }}>
      {unsaved.length > 0 && (
        <section class="stack" aria-labelledby="unsaved">
          <h2 id="unsaved">{w.unsaved}</h2>
          <ul class="plain stack">
            {unsaved.map((operation, at) => (
              <li key={at} class="card">
                <Written operation={operation} />
              </li>
            ))}
          </ul>
          <button type="button" class="button main" onClick={() => void store.actions.save_again()}>
            {w.unsaved_again}
          </button>
        </section>
      )}
      {waiting.length + unsaved.length + refused.length === 0 && <p>{w.waiting_none}</p>}
      {waiting.length > 0 && (
        <section class="stack">
          <p>{lead}</p>
          <ul class="plain links">
            {waiting.map((operation) => {
              const { title, facts } = named(operation, store);
              return (
                <li key={operation.op_id} class="value-row">
                  <span>
                    <bdi>{title}</bdi>
                    {facts && <span class="small soft words">{`\n${facts}`}</span>}
                  </span>
                </li>
              );
            })}
          </ul>
          <button
            type="button"
            class={is_online ? "button main" : "button"}
            disabled={is_syncing}
            onClick={() => void store.actions.sync_now()}
          >
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
              <Refused key={operation.op_id} operation={operation} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Written({ operation }: { operation: Listed }) {
  const { whole, facts, written } = named(operation, useStore());
  return (
    <>
      <div>
        <FoldedWords as="h3" text={whole} lines={8} look={isLong(whole) ? "long" : ""} />
        {facts && <p class="small soft">{facts}</p>}
      </div>
      {written && <FoldedWords text={written} lines={8} />}
    </>
  );
}

function Refused({ operation }: { operation: RefusedOperation }) {
  const store = useStore();
  const { me: w } = words.value;
  const is_asking = useSignal(false);
  const { whole, title, facts, written, has_words } = named(operation, store);
  const copy = () => void navigator.clipboard?.writeText(written || whole).then(() => showToast(words.value.us.copied));
  return (
    <li class="card">
      <Written operation={operation} />
      <p class="small">{problemText(operation.problem)}</p>
      <div class="row">
        {FOR_GOOD.includes(operation.problem.code) ? (
          has_words && (
            <button type="button" class="button" aria-label={`${w.refused_copy}: ${title}`} onClick={copy}>
              {w.refused_copy}
            </button>
          )
        ) : (
          <button
            type="button"
            class="button"
            aria-label={`${w.refused_retry}: ${title}`}
            onClick={() => void store.actions.retry_operation(operation.op_id)}
          >
            {w.refused_retry}
          </button>
        )}
        <button type="button" class="button" aria-label={`${w.refused_discard}: ${title}`} onClick={() => (is_asking.value = true)}>
          {w.refused_discard}
        </button>
      </div>
      {is_asking.value && (
        <Confirm
          title={w.refused_discard_title}
          text={has_words ? w.refused_nowhere_else : w.refused_discard_text}
          yes={w.refused_discard}
          stay={w.refused_keep}
          onNo={() => (is_asking.value = false)}
          onYes={() => void store.actions.discard_operation(operation.op_id)}
        >
          <p>{[isolatedQuote(w.refused_quoted(title)), facts].filter(Boolean).join(" · ")}</p>
        </Confirm>
      )}
    </li>
  );
}
