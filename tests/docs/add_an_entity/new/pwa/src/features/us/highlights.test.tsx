import { expect, it } from "vitest";
import { all, example, fill, press, show, submit, text, the } from "../../ui/testing";
import { UsScreens } from "./screens";

it("is one tap from Us, and waits unseen in the example as anywhere", async () => {
  const { store } = await example();
  show(store, <UsScreens parts={[]} />);
  expect(the("link", /Highlights/).getAttribute("href")).toBe("#/us/highlights");
  show(store, <UsScreens parts={["highlights"]} />);
  await fill("What was good today?", "The walk to the lake.");
  await submit();
  expect(text()).toContain("waits for the other's");
  await press("button", "Mark as the one to begin with: The walk to the lake.");
  expect(text()).toContain("to begin with");
  const [waiting] = store.shared("highlight").value;
  expect(waiting).toMatchObject({ space_id: store.me.value?.private_space_id, body: { for_space_id: store.couple.value?.space_id } });
  await press("button", "Remove: The walk to the lake.");
  expect(all("button", /The walk/)).toEqual([]);
});
