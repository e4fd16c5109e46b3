import { addDays } from "../../src/domain/days";
import type { Answer, Kind, Outcome } from "../../src/domain/types";
import type { OpenStore } from "../../src/store";
import type { Dice } from "./dice";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];
const OUTCOMES: Outcome[] = ["kept", "partly", "missed_told", "not_applicable"];
const ANSWERS: Answer[] = ["seen", "helped", "thanks", "hard", "not_ready", "differs", "talk"];

/** One thing that someone may do with what this device shows them; false when there was nothing to do it with. */
export async function live({ actions, ...store }: OpenStore, dice: Dice, note: string): Promise<boolean> {
  const me = store.me.value?.person.id;
  const today = store.today.value;
  const day = (): string => addDays(today, -dice.roll(7));
  const acts = [...store.acts.value, ...store.unopened.value.acts].filter(({ removed }) => !removed);
  const mine = acts.filter(({ author_id }) => author_id === me);
  const theirs = acts.filter(({ author_id }) => author_id !== me);
  const promises = store.commitments.value.filter(({ author_id, title }) => author_id === me && title !== null);
  const act = dice.one(mine);
  const their = dice.one(theirs);
  const promise = dice.one(promises);
  const due = addDays(today, -dice.roll(7));
  const is_due = promise && promise.starts_on <= due && due <= (promise.ended_on ?? today);
  const promised = { title: note, kind: dice.one(KINDS), rhythm: { type: "daily" as const }, starts_on: addDays(today, -6) };
  const answered = store.acknowledgements.value.filter(({ author_id }) => author_id === me);
  const pause = dice.one(store.pauses.value.filter(({ author_id, until_on }) => author_id === me && until_on === null));
  const is_private = dice.roll(3) === 0;
  const doing: [weight: number, (() => Promise<unknown>) | false | undefined][] = [
    [20, () => actions.add_act({ on: day(), kind: dice.one(KINDS), note, hard: dice.roll(2) === 0, told: dice.roll(9) === 0, is_private })],
    [12, is_due && (() => actions.log_outcome(promise.id, due, dice.one(OUTCOMES), { note, hard: dice.roll(2) === 0 }))],
    [12, act && (() => actions.change_act(act.id, { note, hard: dice.roll(2) === 0 }))],
    [5, act && (() => actions.delete_act(act.id))],
    [14, their && (() => actions.acknowledge(their.id, dice.one(ANSWERS), note))],
    [3, answered.length > 0 && (() => actions.take_back_acknowledgement(dice.one(answered).act_id))],
    [12, () => actions.check_in(day(), { [dice.one(["safe", "seen", "valued"])]: dice.roll(11) })],
    [2, promises.length < 5 && (() => actions.make_commitment({ ...promised, is_private }))],
    [3, promise && (() => actions.edit_commitment(promise.id, { title: note }))],
    [2, promise && (() => actions.renew_commitment(promise.id, addDays(today, 20 + dice.roll(20))))],
    [1, promise && (() => actions.end_commitment(promise.id))],
    [1, promise && (() => actions.delete_commitment(promise.id))],
    [1, () => actions.pause({ scope: dice.one(["mine", "both"]), from_on: addDays(today, 30) })],
    [2, pause && (() => actions.end_pause(pause.id, addDays(today, 31 + dice.roll(5))))],
    [3, () => actions.set_settings({ display_name: note })],
    [2, () => actions.set_settings({ settings: { most_a_day: dice.between(1, 3) } })],
    [1, () => actions.set_role_label(dice.one(["involved", "injured", "both", null]))],
    [1, () => actions.share_check_ins(dice.one(["values", "values", "trend"]))],
    [1, () => actions.withdraw_check_ins()],
    [3, () => actions.open_all()],
  ];
  const possible = doing.filter(([, todo]) => todo);
  let rolled = dice.roll(possible.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, todo] of possible) {
    rolled -= weight;
    if (rolled >= 0 || !todo) continue;
    await todo();
    return true;
  }
  return false;
}
