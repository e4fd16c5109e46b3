import { useState } from "preact/hooks";
import { dayText } from "../../ui/days";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { whole } from "../../ui/whole";
import { locale, words } from "../../words";
import helplines from "./helplines.json";
import "./safety.css";

interface Line {
  name: string;
  number: string;
  about: string;
  is_always_open: boolean;
  source: string;
  checked_on: string;
}

/** What mobile phones take for an emergency call in nearly every country. */
const ANYWHERE = "112";

/** The country the device's language or zone suggests, if it is in the list. */
function likelyCountry(): string {
  const tags = navigator.languages.map((tag) => new Intl.Locale(tag).region ?? "");
  return helplines.find(({ country }) => tags.includes(country))?.country ?? "";
}

/** Help without signing in and without a connection. */
export function Safety() {
  const { safety: w } = words.value;
  const { phase } = useStore();
  return (
    <Page title={w.title} back={{ to: phase.value === "ready" ? "today" : "welcome" }}>
      <HelpLines />
      <Section title={w.signs_title}>
        <ul class="bullets stack tight">
          {w.signs.map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
        <p>{w.signs_after}</p>
      </Section>
      <Section title={w.device_title}>
        <p>{w.device}</p>
      </Section>
      <Section title={w.courts_title}>
        <p>{w.courts}</p>
      </Section>
      <Section title={w.therapist_title}>
        <p>{w.therapist}</p>
      </Section>
      <div class="row">
        <a class="button" href="#/help/body">
          {w.body_link}
        </a>
        <a class="button" href="#/hard">
          {w.hard_moment}
        </a>
      </div>
    </Page>
  );
}

/** Its hyphens are no places to break at. */
const unbroken = (number: string): string => number.replaceAll("-", "\u2011");

/** Whom to call, by country. Which country was chosen is not kept. */
export function HelpLines() {
  const { safety: w } = words.value;
  const [country, setCountry] = useState(likelyCountry);
  const names = new Intl.DisplayNames(locale.value, { type: "region" });
  const sorted = helplines
    .map((one) => ({ code: one.country, name: names.of(one.country) ?? one.country }))
    .sort((a, b) => a.name.localeCompare(b.name, locale.value));
  const chosen = helplines.find((one) => one.country === country);
  const emergency = chosen?.emergency?.number;
  const call = chosen && emergency ? w.emergency(emergency, names.of(chosen.country) ?? chosen.country) : w.emergency_anywhere(ANYWHERE);
  return (
    <section class="stack" aria-labelledby="lines">
      <div class="notice problem stack tight">
        <p>{w.danger}</p>
        <a class="button main wide" href={`tel:${emergency ?? ANYWHERE}`}>
          <span class="whole" style={whole(call)}>
            {call}
          </span>
        </a>
      </div>
      <h2 id="lines">{w.lines}</h2>
      <p class="small soft">{w.lines_lead}</p>
      <div class="field">
        <label for="country">{w.country}</label>
        <select id="country" class="input" value={country} onChange={(event) => setCountry(event.currentTarget.value)}>
          <option value="">{w.country_none}</option>
          {sorted.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {chosen && (
        <ul class="plain stack">
          {chosen.lines.map((line) => (
            <HelpLine key={line.number} line={line} />
          ))}
        </ul>
      )}
      <p class="small soft">{w.country_missing}</p>
    </section>
  );
}

function Section({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The number stays whole: on a line of its own and in smaller letters where it has to. */
function CallText({ number }: { number: string }) {
  const [before, after] = words.value.safety.call(number).split(number);
  return (
    <span>
      {before}
      <span class="number whole" style={{ "--letters": number.length }}>
        {number}
      </span>
      {after}
    </span>
  );
}

function HelpLine({ line }: { line: Line }) {
  const { safety: w } = words.value;
  return (
    <li class="card">
      <div>
        <h3>{line.name}</h3>
        <p class="small soft">
          {w.about[line.about as keyof typeof w.about]}
          {line.is_always_open && ` · ${w.always_open}`}
        </p>
      </div>
      <a class="button main" href={`tel:${line.number.replaceAll(/[^+\d]/g, "")}`}>
        <CallText number={unbroken(line.number)} />
      </a>
      <p class="small soft">
        {w.checked(dayText(line.checked_on, "dated"))}{" "}
        <a href={line.source} target="_blank" rel="noreferrer noopener">
          {w.source}
        </a>
      </p>
    </li>
  );
}
