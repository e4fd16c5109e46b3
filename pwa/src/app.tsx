import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { HelpLines } from "./features/safety/safety";
import { Screen } from "./screens";
import type { OpenStore } from "./store";
import type { Store } from "./store/types";
import { Catch } from "./ui/catch";
import { Mortar } from "./ui/mortar";
import { Page } from "./ui/page";
import { goInstead, route } from "./ui/router";
import { Shell } from "./ui/shell";
import { StoreContext } from "./ui/store";
import { hideToast } from "./ui/toast";
import { speak, words } from "./words";

const example = signal<OpenStore | null>(null);

async function openExample(): Promise<void> {
  const { openDemoStore } = await import("./features/demo/store");
  example.value = await openDemoStore();
  goInstead("today");
}

function leaveExample(): void {
  example.value?.close();
  example.value = null;
  goInstead("welcome");
}

/** `opening`: the person's own store. The example couple takes its place while one looks around. */
export function App({ opening }: { opening: Promise<Store> }) {
  const [own, setOwn] = useState<Store | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    opening.then(setOwn, () => setFailed(true));
  }, [opening]);
  const first = route.value.parts[0] ?? "";
  useEffect(() => {
    if (first === "demo" && example.value === null) void openExample();
  }, [first]);
  const store = example.value ?? own;
  const is_shut = store?.phase.value !== "ready";
  useEffect(() => {
    if (is_shut) hideToast();
  }, [is_shut]);
  const spoken = store?.me.value?.person.language;
  useEffect(() => {
    if (spoken !== undefined && example.value === null) void speak(spoken);
  }, [spoken]);
  if (store === null && failed) return <NoRoom />;
  if (store === null || first === "demo") return <Mortar />;
  return (
    <StoreContext.Provider value={store}>
      <Shell has_places={store.phase.value === "ready"} example={example.value ? { leave: leaveExample } : undefined}>
        <Catch key={route.value.path}>
          <Screen />
        </Catch>
      </Shell>
    </StoreContext.Provider>
  );
}

/** The browser gives Hearth no place to keep anything: a private window, or storage switched off. */
function NoRoom() {
  const { common } = words.value;
  return (
    <main>
      <Page title={common.went_wrong} lead={common.no_room}>
        <HelpLines />
      </Page>
    </main>
  );
}
