import type { Couple, RoleLabel } from "../../domain/types";
import { Choices } from "../../ui/forms";
import { Page } from "../../ui/page";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

const CHOICES = ["involved", "injured", "both", "none"] as const;

/** Chooses which words a screen offers; seen by nobody else, never printed. */
export function RoleLabelPage({ couple }: { couple: Couple }) {
  const store = useStore();
  const { us: w, common } = words.value;
  return (
    <Page title={w.label_title} lead={w.label_lead} back={{ to: "us", label: common.places.us }}>
      <Choices
        legend={w.label_title}
        is_unseen
        value={couple.role_label ?? "none"}
        onValue={(value) => {
          const label: RoleLabel = value === "none" ? null : value;
          void store.actions.set_role_label(label);
          showToast(common.saved);
        }}
        options={CHOICES.map((value) => ({ value, label: w.labels[value] }))}
      />
      <button type="button" class="button" onClick={() => go("us")}>
        {common.done}
      </button>
    </Page>
  );
}
