import { useSignal } from "@preact/signals";
import { Choices } from "../../ui/forms";
import { installOffer, isInstalled, platform } from "../../ui/install";
import { Page } from "../../ui/page";
import { words } from "../../words";

/** The way onto the home screen that fits this device. */
export function Install() {
  const { me: w, common } = words.value;
  const chosen = useSignal(platform());
  const steps = { iphone: w.install_iphone, android: w.install_android, desktop: w.install_desktop }[chosen.value];
  const offer = installOffer.value;
  return (
    <Page title={w.install} lead={w.install_lead} back={{ to: "me", label: common.places.me }}>
      {isInstalled() && <p class="notice">{w.install_there}</p>}
      {offer && (
        <button type="button" class="button main wide" onClick={() => void offer()}>
          {w.install_do}
        </button>
      )}
      <Choices
        legend={w.install_which}
        is_beside
        value={chosen.value}
        onValue={(value) => (chosen.value = value)}
        options={(["iphone", "android", "desktop"] as const).map((value) => ({ value, label: w.platforms[value] }))}
      />
      <ol class="bullets-numbered stack tight">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Page>
  );
}
