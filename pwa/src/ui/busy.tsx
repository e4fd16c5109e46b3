interface BusyButtonProps {
  label: string;
  busy_label: string;
  is_busy: boolean;
  /** It cannot be pressed now, for a reason that is said above it. */
  is_off?: boolean;
  /** What cannot be brought back does not look like what one is here for. */
  is_quiet?: boolean;
}

/** The main button of a form whose work takes a few seconds; it says what is going on and cannot be pressed twice. */
export function BusyButton({ label, busy_label, is_busy, is_off = false, is_quiet = false }: BusyButtonProps) {
  return (
    <div class="stack tight">
      <button type="submit" class={is_quiet ? "button wide" : "button main wide"} disabled={is_busy || is_off}>
        {label}
      </button>
      <p class="small soft" role="status">
        {is_busy ? busy_label : ""}
      </p>
    </div>
  );
}
