import { count } from "../../domain/plural";

export const trends = {
  title: "Trends",
  lead: "Promises and feeling safe move at different speeds. Neither is owed for the other.",
  early: (day: string) => `There is nothing to draw in the first week. Trends begin on ${day}.`,
  my_promises: "My promises",
  my_promises_hint: "What I said and did",
  their_promises: (name: string) => `${name}'s promises`,
  their_promises_hint: (name: string) => `What ${name} said and did`,
  my_feeling: "How safe I feel",
  my_feeling_hint: "My own check-ins",
  their_feeling: (name: string) => `What ${name} shares of feeling safe`,
  their_feeling_hint: "Only if it was shared",
  openness: "Openness",
  helped: "What helped",

  range: "How far back",
  weeks4: "4 weeks",
  weeks12: "12 weeks",
  all: "All",
  axis_low: "few",
  axis_mid: "about half",
  axis_high: "nearly all",
  axis_note: "Few, about half, or nearly all of what was logged. Each dot is a week, the band is what cannot be known yet.",
  line_ends: "The newest days have no line yet: what they mean is still open. What was logged is in the dots.",
  axis_feeling_low: "not at all",
  axis_feeling_mid: "in between",
  axis_feeling_high: "very much",
  chart_promises: "Promises kept, over time",
  chart_feeling: "Safe, seen and valued, over time",
  chart_desc: (from: string, to: string) =>
    `A line from ${from} to ${to} with a band around it. The band shows what cannot be known yet: nine times in ten the level lies inside. Each dot is a week. Use the arrow keys to read the weeks, or show the table.`,
  chart_events: (list: string) => `Marked: ${list}.`,
  present_free: (days: number) =>
    count("en", days, { one: "One of the 30 days had no promise.", other: `${days} of the 30 days had no promise.` }),
  plenty_feeling: "Twice a week is plenty.",
  event_add: "Mark a day",
  event_note: "Only you see your marks. A mark says when something was, never why a line moved.",
  event_on: "Which day",
  event_label: "What it was, in a few words",
  col_events: "Marked",
  line: "Level",
  week_of: (day: string) => `Week of ${day}`,
  week_so_far: (day: string) => `Week of ${day}, so far`,
  week_counts: (kept: number, partly: number, missed: number) => {
    const parts = [`${kept} kept`];
    if (partly > 0) parts.push(`${partly} partly`);
    if (missed > 0) parts.push(`${missed} missed and said`);
    return parts.join(", ");
  },
  week_feeling: (n: number, mean: string) =>
    count("en", n, { one: `${mean} of 10, from one check-in`, other: `${mean} of 10 on average, from ${n} check-ins` }),
  read_week: "Choose a week",
  show_table: "Show as a table",
  hide_table: "Hide the table",
  col_week: "Week",
  col_kept: "Kept",
  col_partly: "Partly",
  col_missed: "Missed and said",
  col_check_ins: "Check-ins",
  col_mean: "On average",
  print: "Print",

  nothing: "Nothing to show.",
  none_feeling: "No check-in yet. One is enough to begin.",
  how: "How this is worked out",
  how_promises:
    "The line follows what was logged, day by day: kept, partly, and missed and said. A day without an entry changes nothing except that the band grows wider. Pauses, days that didn't apply, things remembered differently, and what was told in person are left out. Days without an entry may differ from days with one, and the band cannot know.",
  how_feeling:
    "The line follows your answers to safe, seen and valued. One single day moves it little, because days differ. A day without a check-in changes nothing except that the band grows wider.",
  how_shared: "One point a week is shared, rounded. Days and single answers are not.",

  openness_lead: "Saying a miss and telling the truth both belong here. An honest miss is an act of honesty.",
  openness_week: (misses: number, honesty: number) =>
    [
      misses > 0 ? count("en", misses, { one: "one honest miss", other: `${misses} honest misses` }) : "",
      honesty > 0 ? count("en", honesty, { one: "one act of honesty", other: `${honesty} acts of honesty` }) : "",
    ]
      .filter(Boolean)
      .join(", "),
  helped_latest: "The latest",
  helped_all: "Show all",
  helped_times: (n: number) => count("en", n, { one: "once", other: `${n} times` }),
  shared_values: "Shared check-ins",
  shared_points: "Shared trend, by week",
  level_words: ["hardly safe", "a little safe", "partly safe", "mostly safe", "very safe"],
};
