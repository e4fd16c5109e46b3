import type { Words } from "../en";

export const highlights: Words["highlights"] = {
  title: "Gute Momente",
  lead: "Jeder gibt einen guten Moment des Tages. Beide sind zu sehen, sobald beide da sind.",
  label: "Was war heute gut?",
  waits: "wartet auf den anderen",
  favourite: "wartet, und mit ihm fangt ihr an",
  make_favourite: "Damit anfangen",
  make_favourite_for: (what) => `Damit anfangen: ${what}`,
  mine: "Von mir",
  theirs: "Vom anderen",
};

export const highlight_operations = {
  give_highlight: "Ein guter Moment",
  take_back_highlight: "Ein guter Moment, zurückgenommen",
};
