import type { JSX } from "preact";
import type { Couple } from "../../domain/types";
import { words } from "../../words";
import { RoleLabelPage } from "./label";
import { Leave } from "./leave";

interface Room {
  to: string;
  /** The way there, on Us. */
  label: string;
  hint?: string;
  screen: () => JSX.Element;
}

/** What two have together, in the order of the ways there. */
export function together(couple: Couple): Room[] {
  const { us: w } = words.value;
  return [
    { to: "us/label", label: w.label_title, hint: w.label_lead, screen: () => <RoleLabelPage couple={couple} /> },
    { to: "us/leave", label: w.leave, screen: () => <Leave /> },
  ];
}
