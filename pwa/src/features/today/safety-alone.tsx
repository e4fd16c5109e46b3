import { go } from "../../ui/router";
import { words } from "../../words";
import { SafetyQuestion } from "../safety/safety-question";

/** The question of the first week: the same as before an invitation, with nobody to invite. */
export function SafetyAlone() {
  const { first_week: w, common } = words.value;
  const { title, question } = w.safety;
  return <SafetyQuestion title={title} question={question} back={{ to: "today", label: common.places.today }} onSafe={() => go("today")} />;
}
