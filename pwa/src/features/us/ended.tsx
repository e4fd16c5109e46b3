import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Shown until one goes on from it, after the other has left. Wherever that leads, it is not shown again. */
export function Ended() {
  const store = useStore();
  const { us: w, me, common, today, safety } = words.value;
  const couple = store.ended_unread.value;
  const goOn = () => couple && void store.actions.mark_ending_read(couple.id);
  const way = (to: string, label: string, look = "button plain start") => (
    <a class={look} href={`#/${to}`} onClick={goOn}>
      {label}
    </a>
  );
  return (
    <Page title={w.ended_title} lead={w.ended_first}>
      <p>{w.ended_care}</p>
      <div class="row">
        <a class="button" href="#/hard">
          {today.hard_moment}
        </a>
        <a class="button" href="#/help">
          {safety.title}
        </a>
      </div>
      <p>{w.ended_lead}</p>
      {way("me/export", me.export)}
      {way("today", common.go_today, "button main wide")}
    </Page>
  );
}
