import { count } from "../../domain/plural";
import type { Words } from "../en";

export const trends: Words["trends"] = {
  title: "Tendencias",
  lead: "Los compromisos y el sentir seguridad van a ritmos distintos. Ninguno le debe nada al otro.",
  early: (day) => `La primera semana aún no hay nada que dibujar. Las tendencias empiezan el ${day}.`,
  my_promises: "Mis compromisos",
  my_promises_hint: "Lo que dije e hice",
  their_promises: (name) => `Compromisos de ${name}`,
  their_promises_hint: (name) => `Lo que ${name} dijo e hizo`,
  my_feeling: "Cuánta seguridad siento",
  my_feeling_hint: "Mis propias respuestas",
  their_feeling: (name) => `Cuánta seguridad siente ${name}`,
  their_feeling_hint: "Solo lo que se comparte",
  openness: "Franqueza",
  helped: "Lo que ayudó",

  range: "Desde cuándo",
  weeks4: "4 semanas",
  weeks12: "12 semanas",
  all: "Todo",
  axis_low: "poco",
  axis_mid: "cerca de la mitad",
  axis_high: "casi todo",
  axis_note: "Poco, cerca de la mitad o casi todo de lo anotado. Cada punto es una semana, la banda es lo que aún no se puede saber.",
  line_ends: "Los días más recientes aún no tienen línea: lo que significan sigue abierto. Lo anotado está en los puntos.",
  axis_feeling_low: "nada",
  axis_feeling_mid: "en medio",
  axis_feeling_high: "mucho",
  chart_promises: "Compromisos cumplidos, en el tiempo",
  chart_feeling: "Seguridad, si me ve y si me valora, en el tiempo",
  chart_desc: (from, to) =>
    `Una línea del ${from} al ${to} con una banda alrededor. La banda muestra lo que aún no se puede saber: nueve de cada diez veces el nivel está dentro. Cada punto es una semana. Lee las semanas con las flechas o muestra la tabla.`,
  chart_events: (list) => `Marcado: ${list}.`,
  present_free: (days) => `En ${count("es", days, { one: "uno", other: `${days}` })} de los 30 días no había ningún compromiso.`,
  plenty_feeling: "Dos veces por semana es suficiente.",
  event_add: "Marcar un día",
  event_note: "Solo tú ves tus marcas. Una marca dice cuándo fue algo, nunca por qué se movió una línea.",
  event_on: "Qué día",
  event_label: "Qué fue, en pocas palabras",
  col_events: "Marcado",
  line: "Nivel",
  week_of: (day) => `Semana del ${day}`,
  week_so_far: (day) => `Semana del ${day}, hasta hoy`,
  week_counts: (kept, partly, missed) => {
    const parts = [count("es", kept, { one: "1 cumplido", other: `${kept} cumplidos` })];
    if (partly > 0) parts.push(`${partly} en parte`);
    if (missed > 0) parts.push(count("es", missed, { one: "1 no cumplido y dicho", other: `${missed} no cumplidos y dichos` }));
    return parts.join(", ");
  },
  week_feeling: (n, mean) =>
    count("es", n, { one: `${mean} de 10, de una respuesta`, other: `${mean} de 10 de media, de ${n} respuestas` }),
  read_week: "Elegir una semana",
  show_table: "Mostrar como tabla",
  hide_table: "Ocultar la tabla",
  col_week: "Semana",
  col_kept: "Cumplidos",
  col_partly: "En parte",
  col_missed: "No cumplidos y dichos",
  col_check_ins: "Respuestas",
  col_mean: "De media",
  print: "Imprimir",

  nothing: "Nada que mostrar.",
  none_feeling: "Aún no hay respuestas. Una basta para empezar.",
  how: "Cómo se calcula",
  how_promises:
    "La línea sigue lo anotado, día a día: cumplido, en parte, no cumplido y dicho. Un día sin entrada no cambia nada, solo ensancha la banda. Quedan fuera las pausas, los días en que no venía al caso, lo recordado de otra manera y lo contado en persona. Los días sin entrada pueden ser distintos de los días con una, y la banda no puede saberlo.",
  how_feeling:
    "La línea sigue tus respuestas. Un solo día la mueve poco, porque los días son distintos. Un día sin respuesta no cambia nada, solo ensancha la banda.",
  how_shared: "Se comparte un punto por semana, redondeado. Ni días ni respuestas sueltas.",

  openness_lead: "Decir lo no cumplido y decir la verdad caben aquí. Decir con honestidad que no se cumplió es un acto de honestidad.",
  openness_week: (misses, honesty) =>
    [
      misses > 0 ? count("es", misses, { one: "uno no cumplido y dicho", other: `${misses} no cumplidos y dichos` }) : "",
      honesty > 0 ? count("es", honesty, { one: "un acto de honestidad", other: `${honesty} actos de honestidad` }) : "",
    ]
      .filter(Boolean)
      .join(", "),
  helped_latest: "Lo más reciente",
  helped_all: "Mostrar todo",
  helped_times: (n) => count("es", n, { one: "una vez", other: `${n} veces` }),
  shared_values: "Respuestas compartidas",
  shared_points: "Tendencia compartida, por semana",
  level_words: ["casi sin seguridad", "poca seguridad", "seguridad a medias", "bastante seguridad", "mucha seguridad"],
};
