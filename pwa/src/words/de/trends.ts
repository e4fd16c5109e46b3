import type { Words } from "../index";
import { count } from "../plural";

export const trends: Words["trends"] = {
  title: "Verlauf",
  lead: "Zusagen und sich sicher fühlen gehen verschieden schnell. Keines ist für das andere geschuldet.",
  early: "Ein Verlauf braucht etwas Zeit. In der ersten Woche gibt es nichts zu zeichnen und nichts zu sorgen.",
  my_promises: "Meine Zusagen",
  my_promises_hint: "Was ich sagte und tat",
  their_promises: (name) => `Zusagen von ${name}`,
  their_promises_hint: (name) => `Was ${name} sagte und tat`,
  my_feeling: "Wie ich mich fühle",
  my_feeling_hint: "Meine eigenen Einträge. Hier sehe nur ich sie",
  their_feeling: (name) => `Was ${name} vom Sicherfühlen teilt`,
  their_feeling_hint: "Nur, wenn es geteilt wurde",
  openness: "Offenheit",
  openness_hint: "Ehrlich Nichtgehaltenes und Ehrlichkeit, Woche für Woche",
  helped: "Was geholfen hat",
  helped_hint: "Was so beantwortet wurde",

  range: "Wie weit zurück",
  weeks4: "4 Wochen",
  weeks12: "12 Wochen",
  all: "Alles",
  axis_low: "wenig",
  axis_mid: "etwa die Hälfte",
  axis_high: "fast alles",
  axis_note: "Wenig, etwa die Hälfte oder fast alles von dem, was eingetragen wurde. Jeder Punkt ist eine Woche, das Band ist, was noch nicht zu wissen ist.",
  axis_feeling_low: "nicht sicher",
  axis_feeling_mid: "dazwischen",
  axis_feeling_high: "sehr sicher",
  chart_promises: "Gehaltene Zusagen im Lauf der Zeit",
  chart_feeling: "Sich sicher fühlen im Lauf der Zeit",
  chart_desc: (from, to) =>
    `Eine Linie von ${from} bis ${to} mit einem Band darum. Das Band zeigt, was noch nicht zu wissen ist: In neun von zehn Fällen liegt der Wert darin. Jeder Punkt ist eine Woche. Lies die Wochen mit den Pfeiltasten oder zeig die Tabelle.`,
  dots: "Wochen",
  band: "Nicht genau bekannt",
  line: "Höhe",
  week_of: (day) => `Woche ab ${day}`,
  week_counts: (kept, partly, missed) => {
    const parts = [`${kept} gehalten`];
    if (partly > 0) parts.push(`${partly} teilweise`);
    if (missed > 0) parts.push(`${missed} nicht gehalten und gesagt`);
    return parts.join(", ");
  },
  week_feeling: (n, mean) => `${mean} von 10, aus ${count("de", n, { one: "einem Eintrag", other: `${n} Einträgen` })}`,
  read_week: "Eine Woche wählen",
  show_table: "Als Tabelle zeigen",
  hide_table: "Tabelle verbergen",
  col_week: "Woche",
  col_kept: "Gehalten",
  col_partly: "Teilweise",
  col_missed: "Nicht gehalten und gesagt",
  col_check_ins: "Einträge",
  col_mean: "Mitte",
  col_honest_misses: "Ehrlich nicht gehalten",
  col_honesty: "Ehrlichkeit",
  print: "Drucken",

  too_few: "Zu wenige Tage zum Zeichnen.",
  too_few_hint: "Weniger als die Hälfte der Tage, an denen etwas vorgesehen war, wurde eingetragen. Das sagt nichts darüber, wie sie waren.",
  nothing: "Nichts zu zeigen.",
  none_promises: "Noch ist keine Zusage eingetragen.",
  none_feeling: "Noch kein Eintrag. Einer reicht für den Anfang.",
  present: (n) => `An ${n} der letzten 30 Tage da.`,
  sentence_promises: {
    too_early: "Noch zu früh, um eine Richtung zu sehen.",
    rising: "Von dem, was eingetragen wurde, wird zuletzt mehr gehalten als vor vier Wochen.",
    steady: "Von dem, was eingetragen wurde, wird etwa so viel gehalten wie vor vier Wochen.",
    falling: "Von dem, was eingetragen wurde, wird zuletzt weniger gehalten als vor vier Wochen. Das sagt nicht, warum.",
  },
  sentence_feeling: {
    too_early: "Noch zu früh, um eine Richtung zu sehen.",
    rising: "Deine Antworten liegen zuletzt etwas höher als vor vier Wochen.",
    steady: "Deine Antworten liegen etwa da, wo sie vor vier Wochen lagen.",
    falling: "Deine Antworten liegen zuletzt tiefer als vor vier Wochen. Das sagt nicht, warum, und es ist kein Schritt zurück.",
  },
  sentence_their_feeling: {
    too_early: "Noch zu früh, um eine Richtung zu sehen.",
    rising: "Die Antworten liegen zuletzt etwas höher.",
    steady: "Die Antworten liegen etwa da, wo sie waren.",
    falling: "Die Antworten liegen zuletzt tiefer. Das sagt nicht, warum, und verlangt nichts.",
  },
  drop: (day) => `Um den ${day} sind deine Antworten wohl gefallen. Das siehst nur du.`,
  how: "Wie das gerechnet ist",
  how_promises:
    "Die Linie folgt Tag für Tag dem, was eingetragen wurde: gehalten, teilweise, nicht gehalten und gesagt. Ein Tag ohne Eintrag ändert nichts, nur das Band wird breiter. Pausen, Tage, an denen es nicht zutraf, anders Erinnertes und persönlich Erzähltes bleiben draußen. Tage ohne Eintrag können anders gewesen sein als Tage mit einem, und das Band kann das nicht wissen.",
  how_feeling:
    "Die Linie folgt deinen Antworten auf sicher, gesehen und geschätzt. Ein einzelner Tag bewegt sie wenig, weil Tage verschieden sind. Ein Tag ohne Eintrag ändert nichts, nur das Band wird breiter.",
  how_shared: "Geteilt wird ein Punkt in der Woche, gerundet. Tage und einzelne Antworten nicht.",

  openness_lead: "Nichtgehaltenes aussprechen und die Wahrheit sagen gehören beide hierher. Ehrlich zu sagen, dass etwas nicht gehalten wurde, ist Ehrlichkeit.",
  openness_none: "Noch nichts hier.",
  openness_week: (misses, honesty) =>
    `${count("de", misses, { one: "einmal ehrlich nicht gehalten", other: `${misses}-mal ehrlich nicht gehalten` })}, ${count("de", honesty, { one: "einmal Ehrlichkeit", other: `${honesty}-mal Ehrlichkeit` })}`,
  helped_lead: "Was mit „Das hat geholfen“ oder „Danke“ beantwortet wurde.",
  helped_none: "So wurde noch nichts beantwortet. Schweigen ist in Ordnung.",
  helped_kinds: "Nach Art",
  helped_times: (n) => count("de", n, { one: "einmal", other: `${n}-mal` }),
  shared_values: "Geteilte Einträge",
  shared_points: "Geteilter Verlauf, Woche für Woche",
  shared_level: (word) => word,
  level_words: ["niedrig", "eher niedrig", "dazwischen", "eher hoch", "hoch"],
};
