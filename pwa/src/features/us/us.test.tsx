import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Couple, Invitation } from "../../domain/types";
import { A_SUNDAY, all, example, fill, press, show, submit, text, the, until } from "../../ui/testing";
import { Ended } from "./ended";
import { Invite } from "./invite";
import { Join } from "./join";
import { Leave } from "./leave";
import { MakeCommitment } from "./make";
import { PastCouples } from "./past";
import { SafetyFirst } from "./safety-first";
import { Us } from "./us";

/** The example with nobody beside them. */
async function alone(answers: Parameters<typeof example>[0] = {}) {
  const made = await example(answers);
  const store = { ...made.store, couple: signal<Couple | null>(null), commitments: signal([]) };
  return { ...made, store };
}

describe("safety first", () => {
  const gate = <SafetyFirst>{() => <p>through</p>}</SafetyFirst>;

  it.each(["I am not sure", "No, or not always"])("leads '%s' to help and to a whole path alone, and keeps nothing", async (answer) => {
    localStorage.clear();
    const { store, called } = await alone();
    show(store, gate);
    await press("button", answer);
    expect(text()).not.toContain("through");
    expect(the("link", "Help and safety").getAttribute("href")).toBe("#/help");
    expect(all("link", "Start alone")).toHaveLength(1);
    expect(called).toEqual([]);
    expect(localStorage.length + sessionStorage.length).toBe(0);
  });

  it("says both sentences before anybody is invited", async () => {
    const { store } = await alone();
    show(store, gate);
    await press("button", "Yes, I feel safe");
    expect(text()).toContain("Hearth together is for after the other connection has ended. If it hasn't, or you don't know, start alone.");
    expect(text()).toContain("Each of you has a page the other can't open. It is for thinking. Contact belongs in the open.");
    const promised = [...document.querySelectorAll("p")].find((one) => one.textContent === "Hearth's notices say exactly this.");
    expect(promised?.nextElementSibling?.textContent).toBe("HearthYou have something new.");
    await press("button", "Go on to the invitation");
    expect(text()).toContain("through");
  });
});

describe("inviting", () => {
  const open: Invitation = {
    id: "i",
    kind: "code",
    role: "inviter",
    state: "open",
    expires_at: "2026-11-22T12:00:00Z",
    locator: "ABCDE",
    other: null,
    code: "ABCDE-FGHJK-MNP",
    link: null,
  };

  async function withInvitation(invitation: Invitation | null, answers: Parameters<typeof example>[0] = {}) {
    const made = await alone(answers);
    const me = made.store.me.value;
    return { ...made, store: { ...made.store, me: signal(me && { ...me, invitation }) } };
  }

  it("shows the code to say, and offers to end it", async () => {
    show((await withInvitation(open)).store, <Invite />);
    expect(text()).toContain("ABCDE-FGHJK-MNP");
    expect(all("button", "End this invitation")).toHaveLength(1);
  });

  it("lets the inviter confirm only an answer that was checked", async () => {
    const other = { id: "o", display_name: "Sam", public_key: "", is_verified: true };
    const { store, called } = await withInvitation(
      { ...open, state: "accepted", other },
      { confirm_invitation: async () => ({ ok: true, value: undefined }) },
    );
    show(store, <Us />);
    expect([...document.querySelectorAll(".button.main")].map((one) => one.textContent)).toEqual(["Confirm Sam"]);
    expect(text()).not.toContain("Hearth is complete for one person");
    show(store, <Invite />);
    await press("button", "Confirm Sam");
    expect(called).toEqual([["confirm_invitation", []]]);
    const unchecked = await withInvitation({ ...open, state: "accepted", other: { ...other, is_verified: false } });
    show(unchecked.store, <Invite />);
    expect(all("button", "Confirm Sam")).toEqual([]);
  });

  it("says to whoever accepted that they did, and opens nothing any more", async () => {
    const { store } = await withInvitation({ ...open, role: "accepter", state: "accepted" });
    show(store, <Join />);
    expect(all("heading", "Open an invitation")).toEqual([]);
    expect(all("heading", "You have accepted")).toHaveLength(1);
    expect(text()).toContain("Now they confirm on their side.");
  });

  it("says plainly when there is no connection", async () => {
    const { store } = await withInvitation(null);
    show(store, <Invite />);
    await press("button", "Make a link");
    await until(() => text().includes("Hearth can't be reached right now."));
  });
});

describe("making a commitment", () => {
  it("suggests the first one, at most two, and asks for a review date four weeks on", async () => {
    const { store, called } = await alone();
    show(store, <MakeCommitment />);
    await press("button", "If they get in touch, I tell you the same day.");
    await submit();
    expect(called).toContainEqual([
      "make_commitment",
      [
        {
          title: "If they get in touch, I tell you the same day.",
          kind: "honesty",
          rhythm: { type: "daily" },
          starts_on: A_SUNDAY,
          review_on: "2026-12-20",
          is_private: true,
        },
      ],
    ]);
  });

  it("suggests no more than makes two, and none to whoever has two", async () => {
    const { store } = await example();
    const [one] = store.commitments.value.filter(({ author_id }) => author_id === store.me.value?.person.id);
    const counts = [0, 1, 2].map((n) => {
      const own = Array.from({ length: n }, (_, at) => ({ ...(one as NonNullable<typeof one>), id: `c${at}`, title: `Walk ${at}` }));
      show({ ...store, commitments: signal(own) }, <MakeCommitment />);
      return all("button", /^(If they get in touch|I say when I will be home)/).length;
    });
    expect(counts).toEqual([2, 1, 0]);
  });

  it("stops at five and says why", async () => {
    const { store, called } = await example();
    const [one] = store.commitments.value.filter(({ author_id }) => author_id === store.me.value?.person.id);
    const five = signal(Array.from({ length: 5 }, (_, n) => ({ ...(one as NonNullable<typeof one>), id: `c${n}` })));
    show({ ...store, commitments: five }, <MakeCommitment />);
    await fill("What I will do", "Walk");
    expect(text()).toContain("Five are active already.");
    expect((the("button", "Make it") as HTMLButtonElement).disabled).toBe(true);
    expect(called).toEqual([]);
  });

  it("takes chosen days", async () => {
    const { store, called } = await alone();
    show(store, <MakeCommitment />);
    await fill("What I will do", "Walk");
    await press("radio", "On chosen days");
    await press("button", /Monday/);
    await submit();
    expect(called.at(-1)?.[1][0]).toMatchObject({ rhythm: { type: "weekdays", days: [0, 6] } });
  });
});

describe("leaving", () => {
  it("says where it will be seen before it is done, and keeps or deletes as chosen", async () => {
    const { store, called } = await example();
    show(store, <Leave />);
    expect(text()).toContain("They will see “Sharing ended” when they next open Hearth. Think about where you will be.");
    expect(text()).toContain("Each of you keeps your own words, and no longer sees the other's.");
    expect(called).toEqual([]);
    await press("radio", /^Delete what I wrote/);
    await submit();
    expect(called).toEqual([["leave_couple", [true]]]);
  });

  it("tells the other once", async () => {
    const { store, called } = await example();
    const ended = { ...store, ended_unread: signal(store.couple.value) };
    show(ended, <Ended />);
    expect(text()).toContain("Sharing ended");
    expect(document.querySelector("header p")?.textContent).toBe("This can be a lot to read. Nothing has to be decided now.");
    // Nothing to be decided now: deleting is told of, and not offered.
    expect(all("link", "Delete my account")).toEqual([]);
    const ways = ["Export what is mine", "Go to Today"];
    expect(ways.map((way) => the("link", way).getAttribute("href"))).toEqual(["#/me/export", "#/today"]);
    expect(called).toEqual([]);
    await press("link", "Go to Today");
    expect(called).toEqual([["mark_ending_read", ["example-couple"]]]);
  });

  it("can be taken back for thirty days, or not waited for", async () => {
    const { store, called } = await alone();
    const me = store.me.value;
    const couples: Couple[] = (me?.couples ?? []).map((one) => ({
      ...one,
      state: "ended",
      deletion: { due_on: "2026-12-22", state: "waiting" },
    }));
    show({ ...store, me: signal(me && { ...me, couples }) }, <PastCouples />);
    expect(text()).toMatch(/22 December 2026/);
    await press("button", "Keep it after all");
    expect(called).toEqual([["take_back_deletion", ["example-couple"]]]);
  });
});
