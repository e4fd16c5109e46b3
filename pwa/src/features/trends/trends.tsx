import type { LocalDay } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Empty } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { LinkList } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { beginningOf, firstWeekEnds } from "../today/first-week";
import { MyFeeling } from "./my-feeling";
import { PromisesPage } from "./promises";
import { TheirFeeling } from "./their-feeling";

/** The doors to the trends. What lies behind two of them never shares a screen; in the first week none has a line to show. */
export function Trends({ parts }: { parts: string[] }) {
  const store = useStore();
  const me = store.me.value?.person.id ?? "";
  const partner = store.couple.value?.partner;
  const [what, whose] = parts;
  // What the other chose to share is theirs to show from the first day; Hearth itself draws nothing yet.
  if (what === "feeling" && whose === "theirs" && partner) return <TheirFeeling name={partner.display_name} />;
  const beginning = beginningOf(store);
  const begins_on = firstWeekEnds(beginning);
  const name = partner?.display_name ?? null;
  if (beginning.today < begins_on) return <FirstWeek begins_on={begins_on} parts={parts} name={name} />;
  if (what === "promises" && whose === "theirs" && partner)
    return <PromisesPage key="theirs" author_id={partner.id} name={partner.display_name} />;
  if (what === "promises") return <PromisesPage key="mine" author_id={me} name={null} />;
  if (what === "feeling") return <MyFeeling />;
  return <Doors name={name} />;
}

/** When the lines begin, said alike at every address, and the one door that is open already. */
function FirstWeek({ begins_on, parts: [what, whose], name }: { begins_on: LocalDay; parts: string[]; name: string | null }) {
  const { trends: w, common } = words.value;
  const promises = name !== null && whose === "theirs" ? w.their_promises(name) : w.my_promises;
  const title = what === "promises" ? promises : what === "feeling" ? w.my_feeling : w.title;
  return (
    <Page title={title} back={what === undefined ? undefined : { to: "trends", label: common.places.trends }}>
      <Empty text={w.early(dayText(begins_on))} />
      {what === undefined && name !== null && <LinkList items={[sharedDoor(name)]} />}
    </Page>
  );
}

function sharedDoor(name: string) {
  const { trends: w } = words.value;
  return { to: "trends/feeling/theirs", label: w.their_feeling(name), hint: w.their_feeling_hint };
}

function Doors({ name }: { name: string | null }) {
  const { trends: w } = words.value;
  const mine = [
    { to: "trends/promises/mine", label: w.my_promises, hint: w.my_promises_hint },
    { to: "trends/feeling", label: w.my_feeling, hint: w.my_feeling_hint },
  ];
  const theirs =
    name === null
      ? []
      : [{ to: "trends/promises/theirs", label: w.their_promises(name), hint: w.their_promises_hint(name) }, sharedDoor(name)];
  return (
    <Page title={w.title} lead={name === null ? undefined : w.lead}>
      <LinkList items={mine} />
      {theirs.length > 0 && <LinkList items={theirs} />}
    </Page>
  );
}
