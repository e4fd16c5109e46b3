import { common, problem_wait, problems } from "./es/common";
import { lock } from "./es/lock";
import { me } from "./es/me";
import { safety } from "./es/safety";
import { act_examples, first_week, today } from "./es/today";
import { trends } from "./es/trends";
import { us } from "./es/us";
import { wall } from "./es/wall";
import { welcome } from "./es/welcome";
import type { Words } from "./index";

export const es: Words = { common, problems, problem_wait, welcome, today, act_examples, first_week, wall, trends, us, me, lock, safety };
