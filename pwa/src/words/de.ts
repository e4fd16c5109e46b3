import { common, problem_wait, problems } from "./de/common";
import { lock } from "./de/lock";
import { me } from "./de/me";
import { safety } from "./de/safety";
import { act_examples, first_week, today } from "./de/today";
import { trends } from "./de/trends";
import { us } from "./de/us";
import { wall } from "./de/wall";
import { welcome } from "./de/welcome";
import type { Words } from "./index";

export const de: Words = { common, problems, problem_wait, welcome, today, act_examples, first_week, wall, trends, us, me, lock, safety };
