import type { ComponentChildren, PartialInputHTMLAttributes, TargetedEvent } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { words } from "../words";
import { dayText } from "./days";

interface FieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  rows?: number;
  type?: "text" | "date";
  input?: Pick<
    PartialInputHTMLAttributes<HTMLInputElement>,
    "maxLength" | "min" | "max" | "required" | "autocomplete" | "autocapitalize" | "spellcheck"
  >;
}

/** What is wrong is said at its field, and the focus goes there. */
function useErrorFocus(id: string, error: string | undefined): void {
  useEffect(() => {
    if (error) document.getElementById(id)?.focus();
  }, [error]);
}

/** A labelled line or box for words, with its hint and its error tied to it. */
export function Field({ label, value, onValue, hint, error, rows, type = "text", input }: FieldProps) {
  const id = useId();
  useErrorFocus(id, error);
  // A browser writes dates as its own language does, which may not be the person's.
  const day = type === "date" && value !== "" && dayText(value, "full");
  const described = [day && `${id}-day`, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const shared = {
    id,
    class: "input",
    dir: type === "text" ? ("auto" as const) : undefined,
    value,
    "aria-describedby": described,
    "aria-invalid": error ? true : undefined,
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) => onValue(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} maxLength={input?.maxLength} /> : <input {...input} {...shared} type={type as "text"} />}
      {day && (
        <p class="small" id={`${id}-day`}>
          {day}
        </p>
      )}
      {hint && (
        <p class="small soft" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="small" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

interface PasswordProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  autocomplete: "current-password" | "new-password";
  /** Digits only: the phone offers them. Pasting and password managers work all the same. */
  is_pin?: boolean;
}

export function Password({ label, value, onValue, hint, error, autocomplete, is_pin }: PasswordProps) {
  const id = useId();
  useErrorFocus(id, error);
  const [is_shown, setShown] = useState(false);
  const { welcome, lock } = words.value;
  const [show, hide] = is_pin ? [lock.show_pin, lock.hide_pin] : [welcome.show_password, welcome.hide_password];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-button">
        <input
          id={id}
          class="input"
          {...(is_shown ? { type: "text" as const } : { type: "password" as const })}
          value={value}
          required
          autocomplete={autocomplete}
          inputMode={is_pin ? "numeric" : undefined}
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined}
          aria-invalid={error ? true : undefined}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button type="button" class="button" aria-label={is_shown ? hide : show} onClick={() => setShown(!is_shown)}>
          {is_shown ? welcome.hide : welcome.show}
        </button>
      </div>
      {hint && (
        <p class="small soft" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="small" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
  hint?: string | undefined;
  face?: ComponentChildren;
}

interface ChoicesProps<T extends string> {
  legend: string;
  is_big?: boolean;
  /** The words right above say the same: it is only heard. */
  is_unseen?: boolean;
  is_beside?: boolean;
  options: readonly Option<T>[];
  value: T | null;
  onValue: (value: T) => void;
}

/** One of several, as large radio buttons. */
export function Choices<T extends string>({ legend, is_big, is_unseen, is_beside, options, value, onValue }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset class="stack tight">
      <legend class={is_unseen ? "unseen" : is_big ? "big" : "label"}>{legend}</legend>
      <div class={is_beside ? "choices beside" : "choices"}>
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onValue(option.value)} />
            {option.face}
            <span>
              {option.label}
              {option.hint && <span class="small soft words">{`\n${option.hint}`}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface CheckProps {
  label: string;
  hint?: string | undefined;
  is_on: boolean;
  onChange: (is_on: boolean) => void;
}

export function Check({ label, hint, is_on, onChange }: CheckProps) {
  const id = useId();
  return (
    <label class="choice">
      <input type="checkbox" checked={is_on} aria-describedby={hint && id} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && (
          <span class="small soft words" id={id}>
            {`\n${hint}`}
          </span>
        )}
      </span>
    </label>
  );
}
