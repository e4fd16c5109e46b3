import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words";
import { onShiftThreeTimes } from "./exit";
import { Icon, type IconName, Mark } from "./icons";
import { keepFocus } from "./keep-focus";
import { problemText } from "./parts";
import { QuickExit } from "./quick-exit";
import { route } from "./router";
import { useStore } from "./store";
import { hideToast, toast } from "./toast";
import { Warnings } from "./warnings";

const PLACES = ["today", "wall", "trends", "us", "me"] as const satisfies IconName[];
const WAITING = "me/waiting";
const WRITTEN_IN = ["today", "wall", "us"];

interface ShellProps {
  has_places: boolean;
  example?: { leave: () => void } | undefined;
  children: ComponentChildren;
}

/** What stands around every screen: the quick exit, help, the quiet lines, and the five places. */
export function Shell({ has_places, example, children }: ShellProps) {
  const { common } = words.value;
  const { actions } = useStore();
  const content = useRef<HTMLElement>(null);
  useEffect(() => onShiftThreeTimes(() => void actions.quick_exit()), [actions]);
  useEffect(() => (content.current ? keepFocus(content.current) : undefined), []);
  return (
    <div class="shell">
      <button type="button" class="button unseen-until-focus" onClick={() => content.current?.focus()}>
        {common.skip_to_content}
      </button>
      <header class="bar">
        <a class="mark" href="#/today">
          <Mark />
          <span>{common.app}</span>
        </a>
        <div class="row">
          <a class="button plain" href="#/help">
            {common.help}
          </a>
          <QuickExit />
        </div>
      </header>
      {example && (
        <section class="quiet-line" aria-label={common.example_word}>
          <span>{common.example_line}</span>
          <button type="button" class="button plain" onClick={example.leave}>
            {common.example_leave}
          </button>
        </section>
      )}
      {has_places && <QuietLine />}
      {has_places && <Warnings />}
      <main ref={content} id="content" tabIndex={-1}>
        {children}
      </main>
      <div class="foot">
        <SaidLine />
        {has_places && <Places />}
      </div>
    </div>
  );
}

function QuietLine() {
  const { common, me } = words.value;
  const { outbox, ended_unread } = useStore();
  const { is_online, has_network, waiting, refused, is_stale, trouble } = outbox.value;
  useEffect(() => {
    // What was called saved a moment ago is not, if this is it.
    if (refused.length > 0) hideToast();
  }, [refused.length]);
  // That sharing ended is read alone.
  if (ended_unread.value !== null) return null;
  if (is_online && refused.length === 0 && !is_stale && trouble === null) return null;
  const reach = is_online ? "" : has_network ? common.unreachable : common.offline;
  // Where nothing is written, nothing would seem to be sent.
  const is_written_here = WRITTEN_IN.includes(route.value.parts[0] ?? "today");
  const reassurance = waiting.length > 0 ? common.offline_line : is_online ? "" : common.offline_reassurance;
  const text = trouble !== null ? problemText({ code: trouble }) : [reach, is_written_here && reassurance].filter(Boolean).join(" ");
  const has_link = waiting.length + refused.length > 0 && route.value.path !== WAITING;
  if (!text && !has_link) return null;
  return (
    <section class="quiet-line" aria-label={me.waiting}>
      {text && <span>{text}</span>}
      {refused.length > 0 && has_link && <span>{me.refused_line}</span>}
      {has_link && <a href={`#/${WAITING}`}>{refused.length > 0 ? me.refused_see : common.what_waits}</a>}
    </section>
  );
}

function SaidLine() {
  const now = toast.value?.at === route.value.path ? toast.value : null;
  useEffect(() => {
    // What it is about stays in view above it.
    if (now) document.activeElement?.scrollIntoView({ block: "nearest" });
  }, [now]);
  return (
    <div class="toast" role="status" aria-live="polite">
      {now && (
        <div>
          <span>{now.text}</span>
          {now.undo && (
            <button
              type="button"
              onClick={() => {
                now.undo?.();
                hideToast();
              }}
            >
              {words.value.common.undo}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Places() {
  const { places } = words.value.common;
  const here = route.value.parts[0] ?? "today";
  return (
    <nav class="places" aria-label={places.label}>
      <ul class="plain">
        {PLACES.map((place) => (
          <li key={place}>
            <a href={`#/${place}`} aria-current={here === place ? "page" : undefined}>
              <Icon name={place} />
              <span>{places[place]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
