import { Page } from "../../ui/page";
import { words } from "../../words";
import { About } from "./about";
import { CheckIns } from "./check-ins";
import { DeleteAccount } from "./delete-account";
import { Devices } from "./devices";
import { Export } from "./export";
import { Install } from "./install";
import { Lock } from "./lock";
import { Me } from "./me";
import { Nudges } from "./nudges";
import { ChangePassword } from "./password";
import { Privacy } from "./privacy";
import { Push } from "./push";
import { SignOut } from "./sign-out";
import { Waiting } from "./waiting";

/** The screens of Me by the rest of their address. */
export function MeScreens({ parts }: { parts: string[] }) {
  const { common } = words.value;
  switch (parts[0]) {
    case undefined:
      return <Me />;
    case "check-ins":
      return <CheckIns />;
    case "about":
      return <About />;
    case "nudges":
      return <Nudges />;
    case "push":
      return <Push />;
    case "devices":
      return <Devices />;
    case "password":
      return <ChangePassword />;
    case "export":
      return <Export />;
    case "waiting":
      return <Waiting />;
    case "privacy":
      return <Privacy />;
    case "lock":
      return <Lock />;
    case "install":
      return <Install />;
    case "sign-out":
      return <SignOut />;
    case "delete":
      return <DeleteAccount />;
    default:
      return <Page title={common.not_found} lead={common.not_found_hint} back={{ to: "me", label: common.places.me }} />;
  }
}
