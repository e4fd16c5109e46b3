/** The English catalogue. Every sentence a person reads is in here; the other languages follow its type. */

import { common, problem_wait, problems } from "./en/common";
import { lock } from "./en/lock";
import { me } from "./en/me";
import { safety } from "./en/safety";
import { act_examples, first_week, today } from "./en/today";
import { trends } from "./en/trends";
import { us } from "./en/us";
import { wall } from "./en/wall";
import { welcome } from "./en/welcome";

export const en = { common, problems, problem_wait, welcome, today, act_examples, first_week, wall, trends, us, me, lock, safety };
