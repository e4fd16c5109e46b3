import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words";
import { Icon } from "./icons";
import { hasMoved } from "./router";
import { whole } from "./whole";

interface PageProps {
  title: string;
  /** Where "back" leads, and what that place is called. */
  back?: { to: string; label?: string };
  /** A line under the heading. */
  lead?: ComponentChildren;
  /** What stands beside the heading. */
  beside?: ComponentChildren;
  children?: ComponentChildren;
}

/** One screen: a heading that takes the focus when one arrives, and what stands under it. */
export function Page({ title, back, lead, beside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!hasMoved()) return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div class="page">
      {back && (
        <a class="back" href={`#/${back.to}`} aria-label={back.label && words.value.common.back_to(back.label)}>
          <Icon name="back" />
          {back.label ?? words.value.common.back}
        </a>
      )}
      <header class="stack tight">
        <div class="row apart">
          <h1 ref={heading} tabIndex={-1} style={whole(title)}>
            {title}
          </h1>
          {beside}
        </div>
        {lead && <p class="soft">{lead}</p>}
      </header>
      {children}
    </div>
  );
}
