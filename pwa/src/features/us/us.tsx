import { pauseOfAll } from "../../domain/due";
import { lastDay } from "../../domain/recurrence";
import { dayText } from "../../ui/days";
import { Page } from "../../ui/page";
import { LinkList } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { CommitmentList } from "./commitments";
import { InvitationCard } from "./invitation-card";
import { PastCouples } from "./past";
import { pauseText } from "./pause-text";
import { together } from "./together";

/** What it is about: the two, or one alone, and what each said they would do. */
export function Us() {
  const store = useStore();
  const { us: w, today: t } = words.value;
  const couple = store.couple.value;
  const me = store.me.value;
  const today = store.today.value;
  const invitation = me?.invitation ?? null;
  const lead = couple ? w.together_since(couple.partner.display_name, dayText(couple.paired_on, "dated")) : w.alone_lead;
  // To somebody whose couple has ended an invitation is nothing to be met by.
  const was_two = (me?.couples ?? []).some(({ state }) => state === "ended");
  const own_pause = me && pauseOfAll(today, me.person.id, store.pauses.value);
  const has_commitments = store.commitments.value.some((one) => one.ended_on === null && lastDay(one) >= today);
  return (
    <Page title={couple || invitation ? w.title : w.title_alone} lead={couple || !invitation ? lead : undefined}>
      {own_pause && <p class="notice">{`${pauseText(own_pause, today, couple !== null)} ${t.paused}`}</p>}
      {couple === null && invitation && <InvitationCard />}
      {couple === null && !invitation && <p>{w.alone_can}</p>}
      <CommitmentList is_quiet={invitation !== null || was_two || !!own_pause} />
      {(own_pause || has_commitments) && (
        <LinkList
          items={[
            own_pause
              ? { to: "us/pause", label: w.pause_end }
              : { to: "us/pause", label: couple ? w.pause_do : w.pause_mine, hint: w.pause_lead },
          ]}
        />
      )}
      {couple === null && !invitation && !was_two && <Doors />}
      {couple && <LinkList items={together(couple)} />}
      <PastCouples />
      {couple === null && !invitation && was_two && (
        <details>
          <summary>{w.two_again}</summary>
          <Doors />
        </details>
      )}
    </Page>
  );
}

/** The ways to somebody else. */
function Doors() {
  const { us: w } = words.value;
  return (
    <LinkList
      items={[
        { to: "us/invite", label: w.invite },
        { to: "us/join", label: w.join },
      ]}
    />
  );
}
