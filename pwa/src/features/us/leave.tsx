import { useState } from "preact/hooks";
import { Choices } from "../../ui/forms";
import { Page } from "../../ui/page";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** One person, no reason, no notice to anyone. The sentence about where one will be stands before the button. */
export function Leave() {
  const store = useStore();
  const { us: w, common } = words.value;
  const [what, setWhat] = useState<"keep" | "delete">("keep");
  return (
    <Page title={w.leave_title} lead={w.leave_lead} back={{ to: "us", label: common.places.us }}>
      <p class="notice problem">{w.leave_think}</p>
      <form
        class="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          void store.actions.leave_couple(what === "delete");
          go("us");
          showToast(w.left);
        }}
      >
        <Choices
          legend={w.leave_what}
          value={what}
          onValue={setWhat}
          options={[
            { value: "keep", label: w.leave_keep, hint: w.leave_keep_hint },
            { value: "delete", label: w.leave_delete, hint: w.leave_delete_hint },
          ]}
        />
        <div class="stack tight small soft">
          <p>{w.leave_theirs}</p>
          <p>{w.leave_offline}</p>
          <p>{w.leave_back}</p>
        </div>
        <a class="button wide" href="#/me/export">
          {w.leave_export}
        </a>
        <button type="submit" class="button main wide">
          {w.leave_go}
        </button>
      </form>
    </Page>
  );
}
