import type { Api } from "../api/client";

const SAID = ["logged", "later"] as const;
const PREFIX = "hearth-nudge";

export interface NudgeAnswer {
  id: string;
  said: (typeof SAID)[number];
}

/** The answer that a button on a notice gave; null for a tap on the notice itself, or a button from another version. */
export function answerOf(id: unknown, action: string): NudgeAnswer | null {
  const said = SAID.find((one) => one === action);
  return said && typeof id === "string" ? { id, said } : null;
}

/** Tells the server; says whether another try could help. */
export async function tell({ id, said }: NudgeAnswer, api: Api): Promise<boolean> {
  const told = await api.call("POST", `/me/nudges/${encodeURIComponent(id)}/answer`, { said });
  return !told.ok && told.problem.code === "offline";
}

/** Without a network the answer waits in the tag of a Background Sync, and needs no other place. */
export const tagOf = ({ id, said }: NudgeAnswer): string => `${PREFIX}:${said}:${id}`;

export function fromTag(tag: string): NudgeAnswer | null {
  const [prefix, said = "", id] = tag.split(":");
  return prefix === PREFIX ? answerOf(id, said) : null;
}
