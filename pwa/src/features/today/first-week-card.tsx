import { useStore } from "../../ui/store";
import { words } from "../../words";
import type { SmallThing } from "./first-week";

const DOORS = { safety: "today/safety", tonight: "today/tonight", promise: "us/make" };

/** The one small thing of a day in the first week. "Not now" is remembered sealed, and leaves no trace. */
export function FirstWeekCard({ thing }: { thing: Exclude<SmallThing, "check_in"> }) {
  const { actions } = useStore();
  const { first_week: w } = words.value;
  return (
    <section class="card" aria-labelledby="small-thing">
      <div>
        <h2 id="small-thing">{w[thing].title}</h2>
        <p class="small soft">{w[thing].text}</p>
      </div>
      <div class="row">
        {/* Opening the question settles it, whatever is answered: the answer lives and dies on its screen. */}
        <a
          class={thing === "safety" ? "button" : "button main"}
          href={`#/${DOORS[thing]}`}
          onClick={() => thing === "safety" && void actions.put_aside(thing)}
        >
          {w[thing].open}
        </a>
        <button type="button" class="button" onClick={() => void actions.put_aside(thing)}>
          {w.not_now}
        </button>
      </div>
    </section>
  );
}
