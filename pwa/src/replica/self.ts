import type { WireMe } from "../api/wire";
import type { Body, Draft } from "./model";

/**
 * What this person is known to have said of themselves, said again in each space that is read afresh. Settings and one's
 * label have no rows, so all of it is, as of the rev up to which this device knew the space: the server knows of each
 * field whether something was said of it later.
 */
export function selfAgain({ person, private_space_id, couples }: WireMe, as_of: ReadonlyMap<string, number>): Draft[] {
  const { display_name, zone, language, settings } = person;
  const said: [space_id: string, kind: string, body: Body][] = [
    [private_space_id, "set_settings", { display_name, zone, language, settings }],
    ...couples
      .filter(({ state }) => state === "active")
      .map(({ space_id, my_role_label }): [string, string, Body] => [space_id, "set_role_label", { label: my_role_label }]),
  ];
  return said.flatMap(([space_id, kind, body]) => {
    const rev = as_of.get(space_id);
    return rev === undefined ? [] : [{ space_id, kind, body, as_of: rev, resent: true }];
  });
}
