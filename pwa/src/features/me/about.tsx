import { useState } from "preact/hooks";
import { Choices, Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { chooseTheme, theme } from "../../ui/theme";
import { showToast } from "../../ui/toast";
import { type Language, speak, words } from "../../words";

const LANGUAGES: Language[] = ["en", "es", "de"];

/** Name, zone, language and look. */
export function About() {
  const store = useStore();
  const { me: w, common } = words.value;
  const person = store.me.value?.person;
  const [name, setName] = useState(person?.display_name ?? "");
  if (!person) return null;
  const device_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Page title={w.about} back={{ to: "me", label: common.places.me }}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void store.actions.set_settings({ display_name: name.trim() });
          showToast(common.saved);
        }}
      >
        <Field label={w.name} value={name} onValue={setName} input={{ required: true, maxLength: 40 }} />
        <button type="submit" class="button" disabled={name.trim() === "" || name.trim() === person.display_name}>
          {common.save}
        </button>
      </form>
      <Zone zone={person.zone} device_zone={device_zone} />
      <Choices
        legend={w.language}
        value={person.language}
        onValue={(language) => {
          void speak(language);
          void store.actions.set_settings({ language });
        }}
        options={LANGUAGES.map((value) => ({ value, label: w.languages[value] }))}
      />
      <Choices
        legend={w.theme}
        value={theme.value}
        onValue={chooseTheme}
        options={(["system", "light", "dark"] as const).map((value) => ({ value, label: w.themes[value] }))}
      />
    </Page>
  );
}

function Zone({ zone, device_zone }: { zone: string; device_zone: string }) {
  const store = useStore();
  const { me: w } = words.value;
  const zones = [...new Set([zone, device_zone, ...Intl.supportedValuesOf("timeZone")])].sort();
  const choose = (next: string) => {
    void store.actions.set_settings({ zone: next });
    showToast(words.value.common.saved);
  };
  return (
    <div class="field">
      <label for="zone">{w.zone}</label>
      <select id="zone" class="input" value={zone} aria-describedby="zone-hint" onChange={(event) => choose(event.currentTarget.value)}>
        {zones.map((one) => (
          <option key={one} value={one} lang="en">
            {one.replaceAll("_", " ")}
          </option>
        ))}
      </select>
      <p class="small soft" id="zone-hint">
        {w.zone_hint}
      </p>
      {zone !== device_zone && (
        <p class="small">
          {w.zone_device(device_zone.replaceAll("_", " "))}{" "}
          <button type="button" class="button" onClick={() => choose(device_zone)}>
            {w.zone_use}
          </button>
        </p>
      )}
    </div>
  );
}
