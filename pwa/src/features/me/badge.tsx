import { useEffect, useState } from "preact/hooks";
import { Check } from "../../ui/forms";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Whether the icon may carry a mark. Nothing is shown where the browser has no such thing. */
export function MarkSwitch() {
  const { actions } = useStore();
  const { lock: w } = words.value;
  const [is_on, setOn] = useState<boolean | null>(null);
  useEffect(() => void actions.has_badge().then(setOn), [actions]);
  if (is_on === null) return null;
  return (
    <section class="stack tight">
      <h2>{w.badge_title}</h2>
      <Check
        label={w.badge}
        hint={w.badge_hint}
        is_on={is_on}
        onChange={(next) => {
          setOn(next);
          void actions.set_badge(next);
        }}
      />
    </section>
  );
}
