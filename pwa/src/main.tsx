import { render } from "preact";
import { App } from "./app";
import { isSteppedBack, leave } from "./device/quick-exit";
import { openStore } from "./store";
import { startCover } from "./ui/cover";
import { watchInstallOffer } from "./ui/install";
import { startRouter } from "./ui/router";
import { startTheme } from "./ui/theme";
import { deviceLanguage, speak } from "./words";
import "./ui/styles/index.css";

startCover();
startTheme();
startRouter();
watchInstallOffer();
// What lies here is opened while the words are on their way.
const opening = isSteppedBack() ? null : openStore();
// A device that keeps nothing is told of on the screen, once there is one.
opening?.catch(() => undefined);
/** What was read is one task and what is shown another: in between, a slow phone answers a touch. */
const pause = (): Promise<void> | undefined => (globalThis as { scheduler?: { yield?: () => Promise<void> } }).scheduler?.yield?.();

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no place for the app");
// Nothing is awaited at the top of this file: a language's words stand on this very file, and would wait for its end.
void speak(deviceLanguage())
  .then(pause)
  .then(() => {
    if (opening === null) leave();
    else render(<App opening={opening} />, root);
  });
