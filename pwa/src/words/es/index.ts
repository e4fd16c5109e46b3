import type { Words } from "../en";
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

export const es: Words = {
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
  operations,
};
