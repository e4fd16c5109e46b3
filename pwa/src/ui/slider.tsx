import { useId } from "preact/hooks";
import { words } from "../words";

interface SliderProps {
  label: string;
  low: string;
  high: string;
  value: number | null;
  onValue: (value: number) => void;
}

const MIDDLE = 5;

/** 0 to 10 by thumb or by keys. Until it is touched it shows no thumb, and means nothing. */
export function Slider({ label, low, high, value, onValue }: SliderProps) {
  const id = useId();
  const { today: w } = words.value;
  const said = value === null ? w.scale_unset : w.scale_value(value);
  const take = (input: HTMLInputElement) => onValue(input.valueAsNumber);
  return (
    <div class="slider field">
      <div class="row apart">
        <label for={id}>{label}</label>
        <output for={id} class="soft">
          {value === null ? w.scale_tap : said}
        </output>
      </div>
      <input
        id={id}
        class={value === null ? "unset" : undefined}
        type="range"
        min={0}
        max={10}
        step={1}
        value={value ?? MIDDLE}
        aria-valuetext={said}
        onInput={(event) => take(event.currentTarget)}
        onClick={(event) => take(event.currentTarget)}
        // A touch in the middle changes nothing and clicks nothing; it is an answer all the same.
        onPointerUp={(event) => take(event.currentTarget)}
        onKeyUp={(event) => (event.key === " " || event.key === "Enter") && take(event.currentTarget)}
      />
      <div class="ends" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </div>
  );
}
