/** The trends of Hearth, worked out on the device. Nothing here reads a clock, a network or the DOM. */

export { feelingSafeTrend, promisesTrend } from "./levels";
export { ObservationError } from "./observations";
export { type HelpedWeek, type OpenWeek, openness, type StrandAct, type WhatHelped, weekOf, whatHelped } from "./strands";
export type { Call, Checkpoints, Direction, Drop, FeelingDay, Point, PromiseDay, Trend } from "./types";
export { dayInWords, type Language, opennessSentences, type Strand, sentences, whatHelpedSentences } from "./wording";
