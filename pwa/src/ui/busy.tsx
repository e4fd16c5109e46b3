interface BusyButtonProps {
  label: string;
  busy_label: string;
  is_busy: boolean;
}

/** The main button of a form whose work takes a few seconds; it says what is going on and cannot be pressed twice. */
export function BusyButton({ label, busy_label, is_busy }: BusyButtonProps) {
  return (
    <div class="stack tight">
      <button type="submit" class="button main wide" disabled={is_busy}>
        {label}
      </button>
      <p class="small soft" role="status">
        {is_busy ? busy_label : ""}
      </p>
    </div>
  );
}
