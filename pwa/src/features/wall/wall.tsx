import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { dayText } from "../../ui/days";
import { Empty } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { WallCourse } from "./course";
import { type Course, courses, within } from "./courses";
import { Key } from "./key";
import "./wall.css";

const NARROW = "(max-width: 30em)";
/** So much is drawn above and below the view: a little more at every step, so that no step takes long. */
const BEYOND_PX = 800;

/** The wall: a course a day with entries, newest on top. Only what is near the view is in the page. */
export function Wall() {
  const store = useStore();
  const { wall: w, today } = words.value;
  const per_line = useSignal(matchMedia(NARROW).matches ? 3 : 5);
  const is_whole = useSignal(false);
  const acts = store.acts.value;
  const wall = useMemo(() => courses(acts, per_line.value), [acts, per_line.value]);

  useEffect(() => {
    const narrow = matchMedia(NARROW);
    const fit = () => (per_line.value = narrow.matches ? 3 : 5);
    narrow.addEventListener("change", fit);
    // However it is printed: by our button, or from the browser's menu.
    const grow = () => (is_whole.value = true);
    const shrink = () => (is_whole.value = false);
    addEventListener("beforeprint", grow);
    addEventListener("afterprint", shrink);
    return () => {
      narrow.removeEventListener("change", fit);
      removeEventListener("beforeprint", grow);
      removeEventListener("afterprint", shrink);
    };
  }, []);

  const printAll = () => {
    is_whole.value = true;
    setTimeout(() => print());
  };

  return (
    <Page
      title={w.title}
      lead={store.couple.value ? w.lead : w.lead_alone}
      beside={
        wall.length > 0 && (
          <button type="button" class="button no-print" onClick={printAll}>
            {w.print}
          </button>
        )
      }
    >
      {wall.length === 0 ? (
        <Empty text={w.empty}>
          <a class="button" href="#/today/add">
            {today.add_act}
          </a>
        </Empty>
      ) : (
        <>
          <Key is_open={is_whole.value} />
          <p class="small soft no-print">{w.open_hint}</p>
          <Window wall={wall} is_whole={is_whole.value} />
        </>
      )}
    </Page>
  );
}

function Window({ wall, is_whole }: { wall: Course[]; is_whole: boolean }) {
  const list = useRef<HTMLOListElement>(null);
  const seen = useSignal(within(wall, 0, innerHeight + BEYOND_PX));

  useLayoutEffect(() => {
    const look = () => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const next = within(wall, -top - BEYOND_PX, innerHeight - top + BEYOND_PX);
      if (next[0] !== seen.peek()[0] || next[1] !== seen.peek()[1]) seen.value = next;
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [wall]);

  const [from, to] = is_whole ? [0, wall.length] : seen.value;
  const last = wall.at(-1) as Course;
  const above_px = wall[from]?.top_px ?? 0;
  const after_px = last.top_px + last.height_px - (wall[to]?.top_px ?? last.top_px + last.height_px);
  // Not by custom properties: every brick would inherit them, and be looked at anew at every step.
  const bare = { paddingBlock: `${above_px}px ${after_px}px`, backgroundSize: `100% ${above_px}px, 100% ${after_px}px` };
  return (
    <ol class="plain wall" ref={list} style={bare}>
      {wall.slice(from, to).map((course) => (
        <li key={course.day}>
          {course.opens_month && <p class="month">{dayText(course.day, "month")}</p>}
          <WallCourse course={course} />
        </li>
      ))}
    </ol>
  );
}
