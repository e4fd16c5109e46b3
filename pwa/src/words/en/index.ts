/** The English catalogue. Every sentence a person reads is in here; the other languages follow its type. */

import type { OperationName } from "../../api/wire";
import { common, problem_wait, problems } from "./common";
import { lock } from "./lock";
import { me } from "./me";
import { operations } from "./operations";
import { safety } from "./safety";
import { act_examples, first_week, today } from "./today";
import { trends } from "./trends";
import { us } from "./us";
import { wall } from "./wall";
import { welcome } from "./welcome";

export const en = {
  common,
  problems,
  problem_wait,
  welcome,
  today,
  act_examples,
  first_week,
  wall,
  trends,
  us,
  me,
  lock,
  safety,
  operations: operations satisfies Record<OperationName | "role_label" | "other", string>,
};
export type Words = typeof en;
