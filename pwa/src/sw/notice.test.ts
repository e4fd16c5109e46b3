import { describe, expect, it } from "vitest";
import de from "../../../server/notifications/words/de.json";
import en from "../../../server/notifications/words/en.json";
import es from "../../../server/notifications/words/es.json";
import { me as meDe } from "../words/de/me";
import { us as usDe } from "../words/de/us";
import { me as meEn } from "../words/en/me";
import { us as usEn } from "../words/en/us";
import { me as meEs } from "../words/es/me";
import { us as usEs } from "../words/es/us";
import { isApp, noticeOf } from "./notice";

const NUDGE = { notification: { title: "Hearth", body: "b", navigate: "/#/today", tag: "hearth-log" }, hearth: { kind: "log", id: "1" } };

describe("a notice", () => {
  it.each([
    ["en", en, usEn, meEn],
    ["de", de, usDe, meDe],
    ["es", es, usEs, meEs],
  ] as const)("says exactly what was promised at pairing, in %s", (language, sent, us, me) => {
    expect(us.before_notice).toBe(sent.neutral);
    expect(noticeOf(null, [language]).options.body).toBe(sent.neutral);
    expect(me.push_more_example).toBe(sent.kinds.log);
  });

  it("keeps what its buttons will be asked for", () => {
    const actions = [{ action: "later", title: "Later" }];
    const { options } = noticeOf({ ...NUDGE, notification: { ...NUDGE.notification, actions } }, ["en"]);
    expect(options.actions).toEqual(actions);
    expect(options.data).toEqual({ navigate: "/#/today", nudge_id: "1" });
    expect(noticeOf(NUDGE, ["en"]).options).not.toHaveProperty("actions");
  });

  it.each([null, undefined, "words", 7, {}, { notification: null, hearth: null }])("is shown for %s too", (payload) => {
    expect(noticeOf(payload, ["en"])).toMatchObject({ title: "Hearth", options: { body: "You have something new." } });
  });

  it("is opened in a page of the app, and in no other of this address", () => {
    const opened = ["/calendar.html", "/status", "/#/us", "/"].map((path) => ({ url: `https://hearth.test${path}` }));
    expect(opened.filter(isApp)).toEqual(opened.slice(2));
  });
});
