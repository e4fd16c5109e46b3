import { brickClass, latest } from "../../ui/brick";
import { dayText } from "../../ui/days";
import { words } from "../../words";
import type { Course } from "./courses";

/** A day's bricks in running bond. The whole course is one door to its day. */
export function WallCourse({ course }: { course: Course }) {
  const { day, lines, below } = course;
  return (
    <a class="course" href={`#/wall/${day}`}>
      <span class="unseen">{words.value.wall.open_day(dayText(day, "full"))}</span>
      <span class="on" aria-hidden="true">
        {Number(day.slice(8))}
      </span>
      <span class="lines" aria-hidden="true">
        {lines.map((line, at) => (
          <span class={(below + lines.length - 1 - at) % 2 === 1 ? "line shifted" : "line"} key={line[0]?.id}>
            {line.map((act) => (
              <span class={brickClass(act.kind, latest(act).outcome, act.removed)} key={act.id} />
            ))}
          </span>
        ))}
      </span>
    </a>
  );
}
