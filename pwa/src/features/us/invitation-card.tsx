import type { Invitation } from "../../domain/types";
import { lazy } from "../../ui/lazy";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { useResult } from "../../ui/use-result";
import { whole } from "../../ui/whole";
import { words } from "../../words";

const QrCode = lazy<{ text: string }>(async () => (await import("./qr")).QrCode);

/** An open invitation, from either side: what to say or send, whom one waits for, whom to confirm. */
export function InvitationCard() {
  const store = useStore();
  const { us: w } = words.value;
  const { is_busy, problem, run } = useResult();
  const invitation = store.me.value?.invitation ?? null;
  if (invitation === null) return null;
  const { other, role, state } = invitation;
  return (
    <section class="card" aria-live="polite">
      {role === "accepter" && <p>{w.waiting_theirs}</p>}
      {role === "inviter" && state === "open" && <Open invitation={invitation} />}
      {role === "inviter" && state === "accepted" && other && (
        <>
          <h2 style={whole(w.accepted_title(other.display_name))}>{w.accepted_title(other.display_name)}</h2>
          <p>{other.is_verified ? w.accepted_lead : w.not_verified}</p>
          {other.is_verified && (
            <button
              type="button"
              class="button main"
              disabled={is_busy.value}
              onClick={() => void run(() => store.actions.confirm_invitation())}
            >
              <span class="whole" style={whole(other.display_name)}>
                {w.confirm(other.display_name)}
              </span>
            </button>
          )}
        </>
      )}
      {role === "inviter" && state === "accepted" && !other && <p>{w.elsewhere}</p>}
      <ProblemNotice problem={problem.value} />
      <button type="button" class="button plain" disabled={is_busy.value} onClick={() => void run(() => store.actions.cancel_invitation())}>
        {w.cancel_invite}
      </button>
    </section>
  );
}

function Open({ invitation: { code, link } }: { invitation: Invitation }) {
  const { us: w } = words.value;
  const copy = (text: string) => void navigator.clipboard?.writeText(text).then(() => showToast(w.copied));
  if (code !== null) {
    return (
      <>
        <h2>{w.code_label}</h2>
        <output class="code" aria-label={w.code_label}>
          <bdi>{code}</bdi>
        </output>
        <p class="small soft">{w.code_lives}</p>
        <p>{w.waiting}</p>
      </>
    );
  }
  if (link === null) return <p>{w.elsewhere}</p>;
  return (
    <>
      <h2>{w.link_label}</h2>
      <output class="code link" aria-label={w.link_label}>
        <bdi>{link}</bdi>
      </output>
      <div class="row">
        <button type="button" class="button" onClick={() => copy(link)}>
          {w.copy}
        </button>
        {"share" in navigator && (
          <button type="button" class="button" onClick={() => void navigator.share({ url: link }).catch(() => undefined)}>
            {w.share_link}
          </button>
        )}
      </div>
      <QrCode text={link} />
      <p class="small soft">{w.link_lives}</p>
      <p>{w.waiting}</p>
    </>
  );
}
