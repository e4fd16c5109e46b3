export const highlights = {
  title: "Highlights",
  lead: "Each gives one good moment of the day. Both are shown once both are there.",
  label: "What was good today?",
  waits: "waits for the other's",
  favourite: "waits, and is the one to begin with",
  make_favourite: "Begin with this",
  make_favourite_for: (what: string) => `Mark as the one to begin with: ${what}`,
  mine: "Mine",
  theirs: "From the other",
};

export const highlight_operations = {
  give_highlight: "A highlight",
  take_back_highlight: "A highlight, taken back",
};
