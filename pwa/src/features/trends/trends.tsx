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

/** The doors to the trends. What lies behind two of them never shares a screen. */
export function Trends({ parts }: { parts: string[] }) {
  const store = useStore();
  const me = store.me.value?.person.id ?? "";
  const partner = store.couple.value?.partner;
  const [what, whose] = parts;
  if (what === "promises" && whose === "theirs" && partner)
    return <PromisesPage key="theirs" author_id={partner.id} name={partner.display_name} />;
  if (what === "promises") return <PromisesPage key="mine" author_id={me} name={null} />;
  if (what === "feeling" && whose === "theirs" && partner) return <TheirFeeling name={partner.display_name} />;
  if (what === "feeling") return <MyFeeling />;
  return <Doors name={partner?.display_name ?? null} />;
}

function Doors({ name }: { name: string | null }) {
  const store = useStore();
  const { trends: w } = words.value;
  const beginning = beginningOf(store);
  const begins_on = firstWeekEnds(beginning);
  if (beginning.today < begins_on) {
    return (
      <Page title={w.title}>
        <Empty text={w.early(dayText(begins_on))} />
      </Page>
    );
  }
  const mine = [
    { to: "trends/promises/mine", label: w.my_promises, hint: w.my_promises_hint },
    { to: "trends/feeling", label: w.my_feeling, hint: w.my_feeling_hint },
  ];
  const theirs =
    name === null
      ? []
      : [
          { to: "trends/promises/theirs", label: w.their_promises(name), hint: w.their_promises_hint(name) },
          { to: "trends/feeling/theirs", label: w.their_feeling(name), hint: w.their_feeling_hint },
        ];
  return (
    <Page title={w.title} lead={name === null ? undefined : w.lead}>
      <LinkList items={mine} />
      {theirs.length > 0 && <LinkList items={theirs} />}
    </Page>
  );
}
