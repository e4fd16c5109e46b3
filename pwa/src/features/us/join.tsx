import { useEffect, useState } from "preact/hooks";
import { Field } from "../../ui/forms";
import { Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { InvitationCard } from "./invitation-card";
import { pendingInvitation, takePendingInvitation } from "./pending";

/** What was typed or pasted, as the part after `#/join/` or the bare code. */
function secretOf(typed: string): string {
  return typed.trim().replace(/^.*#\/join\//, "");
}

/** See who invites, then accept. Nothing is shared until they confirm. */
export function Join() {
  const store = useStore();
  const { us: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const [typed, setTyped] = useState("");
  const [came_by_link] = useState(pendingInvitation() !== null);
  const [found, setFound] = useState<{ id: string; display_name: string } | null>(null);
  const back = { to: "us", label: common.places.us };

  const look = async (secret: string) => {
    const seen = await run(() => store.actions.look_at_invitation(secretOf(secret)));
    if (seen.ok) setFound(seen.value);
  };
  useEffect(() => {
    if (pendingInvitation() !== null) void look(takePendingInvitation() ?? "");
  }, []);

  const couple = store.couple.value;
  if (couple) {
    return (
      <Page title={w.confirmed} lead={w.confirmed_lead(couple.partner.display_name)} back={back}>
        <a class="button main wide" href="#/today">
          {common.go_today}
        </a>
      </Page>
    );
  }
  if (store.me.value?.invitation?.role === "accepter") {
    return (
      <Page key="waiting" title={w.join_accepted} back={back}>
        <InvitationCard />
      </Page>
    );
  }
  if (found) {
    return (
      <Page key="found" title={w.join_from(found.display_name)} lead={w.join_lead} back={back}>
        <ProblemNotice problem={problem.value} />
        <button
          type="button"
          class="button main wide"
          disabled={is_busy.value}
          onClick={() => void run(() => store.actions.accept_invitation(found.id))}
        >
          {w.join_accept}
        </button>
        <button type="button" class="button wide" onClick={() => go("us")}>
          {w.join_decline}
        </button>
      </Page>
    );
  }
  if (came_by_link && !problem.value) {
    return (
      <Page key="looking" title={w.join_title} back={back}>
        <Mortar />
      </Page>
    );
  }
  return (
    <Page title={w.join_title} back={back}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void look(typed);
        }}
      >
        <Field
          label={w.join_code}
          hint={w.join_code_hint}
          value={typed}
          onValue={setTyped}
          input={{ required: true, autocomplete: "off", autocapitalize: "none", spellcheck: false }}
        />
        <ProblemNotice problem={problem.value} />
        <button type="submit" class="button main wide" disabled={is_busy.value}>
          {w.join_look}
        </button>
      </form>
    </Page>
  );
}
