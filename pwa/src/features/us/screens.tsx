import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { CommitmentPage } from "./commitment";
import { Invite } from "./invite";
import { Join } from "./join";
import { MakeCommitment } from "./make";
import { PausePage } from "./pause";
import { SafetyFirst } from "./safety-first";
import { together } from "./together";
import { Us } from "./us";

/** The screens of Us by the rest of their address. */
export function UsScreens({ parts }: { parts: string[] }) {
  const store = useStore();
  const { common } = words.value;
  const [first, second] = parts;
  const couple = store.couple.value;
  const room = couple && together(couple).find(({ to }) => to === `us/${first}`);
  if (room) return room.screen();
  switch (first) {
    case undefined:
    case "label":
    case "leave":
      return <Us />;
    case "make":
      return <MakeCommitment />;
    case "commitment": {
      const commitment = store.commitments.value.find(({ id }) => id === second);
      return commitment ? <CommitmentPage commitment={commitment} /> : <Page title={common.not_found} back={{ to: "us" }} />;
    }
    case "pause":
      return <PausePage commitment_id={second ?? null} />;
    case "invite":
      // Whoever made an invitation has answered the question; coming back to it does not ask again.
      return store.me.value?.invitation || couple ? <Invite /> : <SafetyFirst key="invite">{() => <Invite />}</SafetyFirst>;
    case "join":
      return couple ? <Join /> : <SafetyFirst key="join">{() => <Join />}</SafetyFirst>;
    default:
      return <Page title={common.not_found} lead={common.not_found_hint} back={{ to: "us", label: common.places.us }} />;
  }
}
