/** The trends of Hearth, worked out on the device. Nothing here reads a clock, a network or the DOM. */

export { feelingSafeTrend, promisesTrend } from "./levels";
export { ObservationError } from "./observations";
export type { Call, Checkpoints, Direction, Drop, FeelingDay, Point, PromiseDay, Trend } from "./types";
