import type { Acknowledgement, Act, Commitment } from "../../domain/types";
import type { StrandAct } from "../../trust";
import { latest } from "../../ui/brick";

/** One person's acts as the strands read them: with the kind of their commitment, the last correction, and the answer. */
export function asStrand(acts: readonly Act[], commitments: readonly Commitment[], answers: readonly Acknowledgement[]): StrandAct[] {
  const kinds = new Map(commitments.map(({ id, kind }) => [id, kind]));
  const answered = new Map(answers.map(({ act_id, answer }) => [act_id, answer]));
  return acts
    .filter(({ removed, told }) => !removed && !told)
    .map((act) => ({
      id: act.id,
      on: act.on,
      kind: act.kind ?? (act.commitment_id === null ? undefined : kinds.get(act.commitment_id)) ?? "reliability",
      outcome: latest(act).outcome,
      answer: answered.get(act.id) ?? null,
    }));
}
