import { count } from "../../domain/plural";
import type { Words } from "../en";

export const trends: Words["trends"] = {
  title: "Verlauf",
  lead: "Zusagen und das Gefühl von Sicherheit haben jedes sein eigenes Tempo. Keins schuldet dem anderen etwas.",
  early: (day) => `In der ersten Woche gibt es noch nichts zu zeichnen. Der Verlauf beginnt am ${day}.`,
  my_promises: "Meine Zusagen",
  my_promises_hint: "Was ich zugesagt und getan habe",
  their_promises: (name) => `Zusagen von ${name}`,
  their_promises_hint: (name) => `Was ${name} zugesagt und getan hat`,
  my_feeling: "Wie sicher ich mich fühle",
  my_feeling_hint: "Meine eigenen Einträge",
  their_feeling: (name) => `Wie sicher sich ${name} fühlt`,
  their_feeling_hint: "Nur, was geteilt wird",
  openness: "Offenheit",
  helped: "Was geholfen hat",

  range: "Wie weit zurück",
  weeks4: "4 Wochen",
  weeks12: "12 Wochen",
  all: "Alles",
  axis_low: "wenig",
  axis_mid: "etwa die Hälfte",
  axis_high: "fast alles",
  axis_note:
    "Wenig, etwa die Hälfte oder fast alles von dem, was eingetragen wurde. Jeder Punkt ist eine Woche, das Band zeigt, was sich noch nicht sagen lässt.",
  line_ends: "Die neuesten Tage haben noch keine Linie: Was sie bedeuten, ist noch offen. Was eingetragen ist, steht in den Punkten.",
  axis_feeling_low: "gar nicht",
  axis_feeling_mid: "dazwischen",
  axis_feeling_high: "sehr",
  chart_promises: "Gehaltene Zusagen im Lauf der Zeit",
  chart_feeling: "Sicher, gesehen und geschätzt im Lauf der Zeit",
  chart_desc: (from, to) =>
    `Eine Linie von ${from} bis ${to} mit einem Band darum. Das Band zeigt, was sich noch nicht sagen lässt: In neun von zehn Fällen liegt der Wert darin. Jeder Punkt ist eine Woche. Lies die Wochen mit den Pfeiltasten oder zeig die Tabelle.`,
  chart_events: (list) => `Markiert: ${list}.`,
  present_free: (days) => `An ${count("de", days, { one: "einem", other: `${days}` })} der 30 Tage war nichts zugesagt.`,
  plenty_feeling: "Zweimal in der Woche ist genug.",
  event_add: "Einen Tag markieren",
  event_note: "Nur du siehst deine Markierungen. Sie sagen, wann etwas war, nie, warum eine Linie sich bewegt hat.",
  event_on: "Welcher Tag",
  event_label: "Was es war, in wenigen Worten",
  col_events: "Markiert",
  line: "Höhe",
  week_of: (day) => `Woche ab ${day}`,
  week_so_far: (day) => `Woche ab ${day}, bis jetzt`,
  week_counts: (kept, partly, missed) => {
    const parts = [`${kept} gehalten`];
    if (partly > 0) parts.push(`${partly} teilweise`);
    if (missed > 0) parts.push(`${missed} nicht gehalten, aber gesagt`);
    return parts.join(", ");
  },
  week_feeling: (n, mean) =>
    count("de", n, { one: `${mean} von 10, aus einem Eintrag`, other: `Im Schnitt ${mean} von 10, aus ${n} Einträgen` }),
  read_week: "Eine Woche wählen",
  show_table: "Als Tabelle zeigen",
  hide_table: "Tabelle verbergen",
  col_week: "Woche",
  col_kept: "Gehalten",
  col_partly: "Teilweise",
  col_missed: "Nicht gehalten, aber gesagt",
  col_check_ins: "Einträge",
  col_mean: "Im Schnitt",
  print: "Drucken",

  nothing: "Nichts zu zeigen.",
  none_feeling: "Noch kein Eintrag. Einer reicht für den Anfang.",
  how: "Wie das berechnet wird",
  how_promises:
    "Die Linie folgt Tag für Tag dem, was eingetragen wurde: gehalten, teilweise, nicht gehalten, aber gesagt. Ein Tag ohne Eintrag ändert nichts, nur das Band wird breiter. Pausen, Tage, an denen es nicht zutraf, anders Erinnertes und persönlich Erzähltes zählen nicht mit. Tage ohne Eintrag können anders gewesen sein als Tage mit einem, und das Band kann das nicht wissen.",
  how_feeling:
    "Die Linie folgt deinen Antworten auf sicher, gesehen und geschätzt. Ein einzelner Tag bewegt sie wenig, weil Tage verschieden sind. Ein Tag ohne Eintrag ändert nichts, nur das Band wird breiter.",
  how_shared: "Geteilt wird ein Punkt in der Woche, gerundet. Tage und einzelne Antworten nicht.",

  openness_lead: "Beides gehört hierher: sagen, was nicht gehalten wurde, und sagen, was wahr ist. Auch das Erste ist Ehrlichkeit.",
  openness_week: (misses, honesty) =>
    [
      misses > 0 ? count("de", misses, { one: "einmal ehrlich nicht gehalten", other: `${misses}\u00a0Mal ehrlich nicht gehalten` }) : "",
      honesty > 0 ? count("de", honesty, { one: "einmal Ehrlichkeit", other: `${honesty}\u00a0Mal Ehrlichkeit` }) : "",
    ]
      .filter(Boolean)
      .join(", "),
  helped_latest: "Die neuesten",
  helped_all: "Alle zeigen",
  helped_times: (n) => count("de", n, { one: "einmal", other: `${n}\u00a0Mal` }),
  shared_values: "Geteilte Einträge",
  shared_points: "Geteilter Verlauf, Woche für Woche",
  level_words: ["kaum sicher", "wenig sicher", "teils sicher", "eher sicher", "sehr sicher"],
};
