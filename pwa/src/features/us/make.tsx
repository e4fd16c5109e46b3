import { useState } from "preact/hooks";
import { addDays } from "../../domain/days";
import { lastDay } from "../../domain/recurrence";
import type { Kind, Rhythm } from "../../domain/types";
import { Choices, Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { showToast } from "../../ui/toast";
import { words } from "../../words";
import { RhythmFields } from "./rhythm-fields";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];
const SUGGESTED_AT_MOST = 2;
const ACTIVE_AT_MOST = 5;
const FOUR_WEEKS = 28;
const A_YEAR = 365;

/** A small thing that one will do, made by the one who will keep it. */
export function MakeCommitment() {
  const store = useStore();
  const { us: w, common } = words.value;
  const today = store.today.value;
  const me = store.me.value?.person.id;
  const couple = store.couple.value;
  const active = store.commitments.value.filter((one) => one.author_id === me && one.title !== null && lastDay(one) >= today);
  const is_full = active.length >= ACTIVE_AT_MOST;
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<Kind>("reliability");
  const [rhythm, setRhythm] = useState<Rhythm>({ type: "daily" });
  const [starts_on, setStart] = useState(today);
  const [review_on, setReview] = useState(addDays(today, FOUR_WEEKS));
  const [who, setWho] = useState<"shared" | "private">(couple ? "shared" : "private");
  // Offered to neither of the two once one of them has it: a promise is not handed back to the person it was made to.
  const suggested = w.suggestion_list.filter((one) => !store.commitments.value.some((there) => there.title === one.title));
  return (
    <Page title={w.make} lead={w.make_lead} back={{ to: "us", label: common.places.us }}>
      {active.length < SUGGESTED_AT_MOST && suggested.length > 0 && (
        <section class="stack tight" aria-labelledby="suggested">
          <h2 id="suggested">{w.suggestions}</h2>
          <p class="small soft">{w.two_is_enough}</p>
          {suggested.slice(0, SUGGESTED_AT_MOST - active.length).map((one) => (
            <button
              type="button"
              class="button"
              key={one.title}
              onClick={() => {
                setTitle(one.title);
                setKind(one.kind);
              }}
            >
              {one.title}
            </button>
          ))}
        </section>
      )}
      <form
        class="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          const is_once = rhythm.type === "once";
          void store.actions.make_commitment({
            title: title.trim(),
            kind,
            rhythm,
            starts_on: is_once ? starts_on : today,
            review_on: is_once && starts_on > review_on ? starts_on : review_on,
            is_private: who === "private",
          });
          go("us");
          showToast(w.made);
        }}
      >
        <Field
          label={w.commitment_title}
          hint={w.commitment_title_hint}
          value={title}
          onValue={setTitle}
          rows={2}
          input={{ maxLength: 140, required: true }}
        />
        <RhythmFields value={rhythm} onValue={setRhythm} starts_on={starts_on} onStart={setStart} today={today} />
        <Field
          label={w.review}
          hint={w.review_hint}
          type="date"
          value={review_on}
          onValue={setReview}
          input={{ min: today, max: addDays(today, A_YEAR), required: true }}
        />
        <details>
          <summary>
            {w.kind}{" "}
            <span class="facts">
              <Swatch kind={kind} />
              <span>{common.kinds[kind]}</span>
            </span>
          </summary>
          <Choices
            legend={w.kind}
            is_unseen
            value={kind}
            onValue={setKind}
            options={KINDS.map((value) => ({
              value,
              label: common.kinds[value],
              hint: common.kind_hints[value],
              face: <Swatch kind={value} />,
            }))}
          />
        </details>
        {couple && (
          <Choices
            legend={w.who_sees}
            value={who}
            onValue={setWho}
            options={[
              { value: "shared", label: common.shared_with(couple.partner.display_name) },
              { value: "private", label: common.private },
            ]}
          />
        )}
        {is_full && <p class="notice">{words.value.problems.too_many_commitments}</p>}
        {title.trim() === "" && <p class="small soft">{w.make_needs_words}</p>}
        <button type="submit" class="button main wide" disabled={title.trim() === "" || is_full}>
          {w.make_it}
        </button>
      </form>
    </Page>
  );
}
