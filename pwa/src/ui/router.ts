import { signal } from "@preact/signals";

export interface Route {
  /** The parts after `#/`, decoded. */
  parts: string[];
  path: string;
}

/** The address as it stands now, also before the screen has followed it. */
export const pathNow = (): string => location.hash.replace(/^#\/?/, "");

function read(): Route {
  const path = pathNow();
  return { path, parts: path.split("/").filter(Boolean).map(decode) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal<Route>(read());

/** True once the person has moved inside the app: from then on a new page takes the focus to its heading. */
let has_moved = false;
export const hasMoved = (): boolean => has_moved;

export function go(path: string): void {
  location.hash = `#/${path}`;
}

/** Show another page without a step back to this one: for addresses that should leave no trace in the history. */
export function goInstead(path: string): void {
  history.replaceState(null, "", `#/${path}`);
  arrive();
}

function arrive(): void {
  has_moved = true;
  route.value = read();
}

export function startRouter(): void {
  addEventListener("hashchange", arrive);
  route.value = read();
}
