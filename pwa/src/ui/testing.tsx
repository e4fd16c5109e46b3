/** For tests only: screens are rendered over the example couple, and found as a person finds them, by role and name. */

import { type ComponentChildren, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, vi } from "vitest";
import { deviceZone } from "../device/this-device";
import { noonIn } from "../domain/days";
import { openDemoStore } from "../features/demo/store";
import type { OpenStore } from "../store";
import { allWritten } from "../store/actions/pending-writes";
import type { Actions, Store } from "../store/types";
import { StoreContext } from "./store";

export const A_SUNDAY = "2026-11-22";

const ROLES: Record<string, string> = {
  button: "button",
  link: "a[href]",
  heading: "h1, h2, h3",
  slider: "input[type=range]",
  textbox: "input:not([type]), input[type=text], input[type=password], textarea",
  radio: "input[type=radio]",
  checkbox: "input[type=checkbox]",
  status: "[role=status]",
  table: "table",
};

const opened: OpenStore[] = [];
afterEach(async () => {
  await settled();
  for (const store of opened.splice(0)) store.close();
  vi.useRealTimers();
});

export interface Example {
  store: Store;
  /** Names of the actions called, with what they were given. */
  called: [string, unknown[]][];
}

/** The example couple's store with its actions watched; `answers` take the place of some. */
export async function example(answers: Partial<Actions> = {}, today = A_SUNDAY): Promise<Example> {
  vi.setSystemTime(noonIn(deviceZone(), today));
  const store = await openDemoStore();
  opened.push(store);
  const called: Example["called"] = [];
  const actions = { ...store.actions, ...answers };
  const watched = new Proxy(actions, {
    get:
      (_, name: keyof Actions) =>
      (...given: unknown[]) => {
        called.push([name, given]);
        return (actions[name] as (...args: unknown[]) => unknown)(...given);
      },
  });
  return { store: { ...store, actions: watched }, called };
}

export function show(store: Store, children: ComponentChildren): HTMLElement {
  document.body.innerHTML = "";
  const root = document.createElement("div");
  document.body.append(root);
  act(() => render(<StoreContext.Provider value={store}>{children}</StoreContext.Provider>, root));
  return root;
}

function nameOf(element: Element): string {
  const own = element.getAttribute("aria-label");
  if (own) return own;
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
  return (label ?? element.closest("label") ?? element).textContent?.replace(/\s+/g, " ").trim() ?? "";
}

export function all(role: string, name: string | RegExp): HTMLElement[] {
  const fits = (text: string) => (typeof name === "string" ? text === name : name.test(text));
  return [...document.querySelectorAll<HTMLElement>(ROLES[role] ?? `[role=${role}]`)].filter((element) => fits(nameOf(element)));
}

/** The one element with this role and name. Throws if there is none. */
export function the(role: string, name: string | RegExp): HTMLElement {
  const [found] = all(role, name);
  if (!found) throw new Error(`no ${role} named ${name} in: ${document.body.textContent}`);
  return found;
}

export async function press(role: string, name: string | RegExp): Promise<void> {
  await act(async () => the(role, name).click());
  await settled();
}

/** Until what was asked for is written and confirmed. */
export async function settled(): Promise<void> {
  await act(async () => {
    await allWritten();
    await Promise.all(opened.map((store) => store.actions.sync_now()));
  });
}

export async function fill(name: string | RegExp, text: string): Promise<void> {
  await act(async () => {
    const input = (all("textbox", name)[0] ?? the("slider", name)) as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export async function submit(): Promise<void> {
  await act(async () => {
    document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });
  await settled();
}

/** Until `seen` holds: for what is worked out elsewhere. */
export async function until(seen: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !seen(); tries++) await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  if (!seen()) throw new Error(`never came: ${document.body.textContent}`);
}

/** What stands on the screen, its no-break spaces as plain ones. */
export const text = (): string => (document.body.textContent ?? "").replaceAll("\u00a0", " ");
