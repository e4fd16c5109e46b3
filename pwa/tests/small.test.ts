import { describe, expect, it, vi } from "vitest";
import { deviceName } from "../src/device/this-device";
import { backoffMs } from "../src/replica/backoff";
import { todayIn } from "../src/store/today";
import { noticeOf, targetOf } from "../src/sw/notice";
import { neutral } from "../src/sw/words";

describe("waiting after failures", () => {
  it("doubles, spreads, and ends at five minutes", () => {
    expect([1, 2, 3, 50].map((failures) => backoffMs(failures, 1))).toEqual([2000, 4000, 8000, 300_000]);
    expect(backoffMs(3, 0)).toBe(4000);
  });
});

describe("today", () => {
  it("rolls over at midnight where the person is, and when a phone wakes", () => {
    vi.useFakeTimers({ now: new Date("2026-11-22T22:59:00Z") });
    const { today, stop } = todayIn(
      () => "Europe/Madrid",
      () => new Date(),
    );
    expect(today.value).toBe("2026-11-22");
    vi.advanceTimersByTime(3 * 60_000);
    expect(today.value).toBe("2026-11-23");
    vi.setSystemTime(new Date("2026-11-25T08:00:00Z"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(today.value).toBe("2026-11-25");
    stop();
  });
});

describe("a notice", () => {
  const icons = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

  it("says what came with the push", () => {
    const notification = { title: "Hearth", body: "A minute for today", navigate: "/#/today", tag: "log", lang: "en" };
    expect(noticeOf({ web_push: 8030, notification }, ["de"])).toEqual({
      title: "Hearth",
      options: { body: "A minute for today", tag: "log", lang: "en", data: { navigate: "/#/today" }, ...icons },
    });
  });

  it.each([null, undefined, {}, { notification: 4 }, "x"])("says something neutral for %j", (payload) => {
    expect(noticeOf(payload, ["de-AT"])).toMatchObject({ title: "Hearth", options: { body: "Es gibt etwas Neues." } });
  });

  it("speaks the first language it knows", () => {
    expect([neutral(["fr", "es-MX"]), neutral(["fr"]), neutral([])]).toEqual([
      "Tienes algo nuevo.",
      "You have something new.",
      "You have something new.",
    ]);
  });

  it("leads only into this app", () => {
    const origin = "https://hearth.example";
    expect(targetOf("/#/today", origin)).toBe("https://hearth.example/#/today");
    for (const away of ["https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example", 7, undefined]) {
      expect(targetOf(away, origin)).toBe("https://hearth.example/");
    }
  });
});

describe("a device's name", () => {
  it.each([
    ["Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1", "Safari, iPhone"],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"],
    ["", "Hearth"],
  ])("is read from %s", (agent, name) => {
    expect(deviceName(agent)).toBe(name);
  });
});
