import { beforeEach, describe, expect, it } from "vitest";
import { A_SUNDAY, all, example, fill, press, show, submit, text, the } from "../../ui/testing";
import { toast } from "../../ui/toast";
import { AddAct } from "./add-act";
import { DueList } from "./due-list";

const add = () => the("button", "Add it") as HTMLButtonElement;

beforeEach(() => {
  location.hash = "";
  toast.value = null;
});

describe("adding an act", () => {
  it("says nothing that nobody chose: its kind is chosen, its words may be left out", async () => {
    const { store, called } = await example();
    show(store, <AddAct />);
    expect(all("radio", /./).filter((one) => (one as HTMLInputElement).checked)).toEqual([]);
    expect(add().disabled).toBe(true);
    expect(text(), "no button is dead without a word").toContain("Choose what kind it was, then you can add it.");
    await fill("What was it?", "I asked how the day was.");
    expect(add().disabled).toBe(true);
    await fill("What was it?", "");
    await press("radio", /^Presence/);
    expect(add().disabled).toBe(false);
    expect(text()).not.toContain("Choose what kind it was");
    await submit();
    expect(called.at(-1)).toMatchObject(["add_act", [{ kind: "presence", note: "" }]]);
    expect(toast.value?.text).toBe("Added: Presence");
  });

  it("says what was added, and Today says where it is beside the commitments", async () => {
    const { store } = await example();
    const line = () => all("link", "What you added is on the wall.").map((one) => one.getAttribute("href"));
    show(store, <DueList on={A_SUNDAY} />);
    expect(line()).toEqual([]);
    show(store, <AddAct />);
    await fill("What was it?", "I asked how the day was.");
    await press("radio", /^Empathy/);
    await submit();
    expect(toast.value?.text).toBe("Added: I asked how the day was.");
    show(store, <DueList on={A_SUNDAY} />);
    expect(line()).toEqual([`#/wall/${A_SUNDAY}`]);
  });
});
