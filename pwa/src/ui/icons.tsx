const PATHS = {
  today: "M3 9h18v6H3zM3 9l0 0M8 4h8M8 20h8",
  wall: "M3 4h18v16H3zM3 9.3h18M3 14.7h18M10 4v5.3M15.5 9.3v5.4M8.5 9.3v5.4M12 14.7V20",
  trends: "M4 4v16h16M7 15c3 0 3-5 6-5s3-3 7-4",
  us: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 20c0-4 2.5-6 5.5-6s5.5 2 5.5 6M13 15c.8-.7 1.8-1 3-1 3 0 5.5 2 5.5 6",
  me: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
  on: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  leave: "M14 4h5v16h-5M11 8l-4 4 4 4M7 12h9",
} as const;

export type IconName = keyof typeof PATHS;

/** What points somewhere points the other way where lines run from right to left. */
const TURNING = new Set<IconName>(["on", "back", "leave"]);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={TURNING.has(name) ? "turns" : undefined} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** The sign of the house: a hearth's arch in brick. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-brick" d="M2 4h13v6H2zM17 4h13v6H17zM2 12h6v6H2zM24 12h6v6h-6zM2 20h6v8H2zM24 20h6v8h-6z" />
      <path class="mark-ember" d="M16 13c4 4 5 7 5 10a5 5 0 0 1-10 0c0-3 1-6 5-10z" />
    </svg>
  );
}
