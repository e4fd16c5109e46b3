import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Problem } from "../domain/types";
import { type Words, words } from "../words";
import { Icon } from "./icons";
import { QuickExit } from "./quick-exit";

const MINUTE_S = 60;

/** What a problem means, in words; never its code. */
export function problemText(problem: Problem, w: Words = words.value): string {
  if (problem.code === "too_many_tries") {
    const wait_s = problem.retry_after_s ?? MINUTE_S;
    return wait_s < MINUTE_S ? w.problem_wait.seconds(wait_s) : w.problem_wait.minutes(Math.ceil(wait_s / MINUTE_S));
  }
  return w.problems[problem.code] ?? (w.problems.other as string);
}

export function ProblemNotice({ problem }: { problem: Problem | null }) {
  return <div role="alert">{problem && <p class="notice problem">{problemText(problem)}</p>}</div>;
}

export function LinkList({ items }: { items: { to: string; label: string; hint?: string | undefined }[] }) {
  return (
    <ul class="plain links">
      {items.map(({ to, label, hint }) => (
        <li key={to}>
          <a href={`#/${to}`}>
            <span>
              {label}
              {hint && <span class="small soft words">{`\n${hint}`}</span>}
            </span>
            <Icon name="on" />
          </a>
        </li>
      ))}
    </ul>
  );
}

interface ConfirmProps {
  title: string;
  text: string;
  yes: string;
  /** Where going on loses something for good: what not to is called. It is the main button then. */
  stay?: string;
  onYes: () => void;
  onNo: () => void;
  children?: ComponentChildren;
}

/** Asks once, says what will happen. Escape and "Cancel" leave everything as it is. */
export function Confirm({ title, text, yes, stay, onYes, onNo, children }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // In large letters the button at its foot would take the first lines out of sight.
    heading.current?.focus();
    // Closing takes the focus back to where it was asked; merely going does not.
    return () => shown?.close();
  }, []);
  const no = (
    <button type="button" class={stay === undefined ? "button" : "button main"} onClick={onNo}>
      {stay ?? words.value.common.cancel}
    </button>
  );
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <QuickExit />
      <div class="stack">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
        {children}
        <div class="row">
          {stay !== undefined && no}
          <button type="button" class={stay === undefined ? "button main" : "button"} onClick={onYes}>
            {yes}
          </button>
          {stay === undefined && no}
        </div>
      </div>
    </dialog>
  );
}
