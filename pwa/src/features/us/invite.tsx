import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { InvitationCard } from "./invitation-card";

/** Two ways to invite: a code to say, or a link to send. */
export function Invite() {
  const store = useStore();
  const { us: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const invitation = store.me.value?.invitation ?? null;
  const back = { to: "us", label: common.places.us };
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
  if (invitation) {
    return (
      <Page title={w.invite_title} back={back}>
        <InvitationCard />
      </Page>
    );
  }
  return (
    <Page title={w.invite_title} lead={w.invite_lead} back={back}>
      <button type="button" class="button main wide" disabled={is_busy.value} onClick={() => void run(() => store.actions.invite("link"))}>
        {w.by_link}
      </button>
      <button type="button" class="button wide" disabled={is_busy.value} onClick={() => void run(() => store.actions.invite("code"))}>
        {w.by_code}
      </button>
      <p class="small soft" role="status">
        {is_busy.value ? w.making : ""}
      </p>
      <ProblemNotice problem={problem.value} />
    </Page>
  );
}
