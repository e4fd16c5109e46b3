import type { Me } from "../api/wire";
import type { Draft } from "../replica/model";
import { type Declarations, draft } from "./declare";

export const personOperations = {
  set_settings: {
    entity: null,
    effect({ me }, { body: { settings, ...change } }) {
      me.person = { ...me.person, ...change, settings: { ...me.person.settings, ...settings } };
    },
  },
} satisfies Declarations<"set_settings">;

/**
 * The settings have no row, so a device that reads the private space afresh sends all of them again, under the rev up to
 * which it knew the space. The server takes each field that was not set later.
 */
export function resendSettings({ person, private_space_id }: Me, original_revs: ReadonlyMap<string, number>): Draft[] {
  const original_rev = original_revs.get(private_space_id);
  if (original_rev === undefined) return [];
  const { display_name, zone, language, settings } = person;
  return [draft(private_space_id, "set_settings", { display_name, zone, language, settings }, { original_rev, is_resent: true })];
}
