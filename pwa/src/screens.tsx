import { useEffect } from "preact/hooks";
import { Body } from "./features/safety/body";
import { HardMoment } from "./features/safety/hard";
import { Safety } from "./features/safety/safety";
import { FromPartner } from "./features/today/from";
import { Today } from "./features/today/today";
import { pendingInvitation, rememberInvitation } from "./features/us/pending";
import { Welcome } from "./features/welcome/welcome";
import { lazy } from "./ui/lazy";
import { Mortar } from "./ui/mortar";
import { Page } from "./ui/page";
import { goInstead, route } from "./ui/router";
import { useStore } from "./ui/store";
import { words } from "./words";

const SignUp = lazy(async () => (await import("./features/welcome/sign-up")).SignUp);
const SignIn = lazy(async () => (await import("./features/welcome/sign-in")).SignIn);
const Recover = lazy(async () => (await import("./features/welcome/recover")).Recover);
const Unlock = lazy(async () => (await import("./features/welcome/unlock")).Unlock);
const Tonight = lazy(async () => (await import("./features/today/tonight")).Tonight);
const SafetyAlone = lazy(async () => (await import("./features/today/safety-alone")).SafetyAlone);
const AddAct = lazy(async () => (await import("./features/today/add-act")).AddAct);
const Wall = lazy(async () => (await import("./features/wall/wall")).Wall);
const Day = lazy<{ on: string }>(async () => (await import("./features/wall/day")).Day);
const Trends = lazy<{ parts: string[] }>(async () => (await import("./features/trends/trends")).Trends);
const Us = lazy<{ parts: string[] }>(async () => (await import("./features/us/screens")).UsScreens);
const Ended = lazy(async () => (await import("./features/us/ended")).Ended);
const SuspendedSharing = lazy(async () => (await import("./features/me/suspended-sharing")).SuspendedSharing);
const Me = lazy<{ parts: string[] }>(async () => (await import("./features/me/screens")).MeScreens);
const Components = import.meta.env.DEV ? lazy(async () => (await import("./features/demo/components")).Components) : null;

/** The screen for the present address and state of the app. */
export function Screen() {
  const store = useStore();
  const phase = store.phase.value;
  const { parts } = route.value;
  const [first = "", second = ""] = parts;
  useEffect(() => {
    if (first === "join" && second !== "") {
      rememberInvitation(second);
      goInstead(phase === "ready" ? "us/join" : "welcome");
    }
  }, [first, second, phase]);
  useEffect(() => {
    if (phase === "ready" && pendingInvitation() !== null) goInstead("us/join");
  }, [phase]);

  // Help came with the shell: it is there even where nothing more could be fetched.
  if (first === "help") return second === "body" ? <Body /> : <Safety />;
  if (first === "hard") return <HardMoment />;
  if (Components && first === "dev") return <Components />;
  if (phase === "starting") return <Mortar />;
  if (phase === "signed_out") return <Outside first={first} />;
  if (phase === "locked") return WAYS_BACK.includes(first) ? <Outside first={first} /> : <Unlock />;
  if (store.ended_unread.value !== null) return <Ended />;
  if (store.suspended_sharing.value !== null) return <SuspendedSharing />;
  return <Inside first={first} parts={parts} />;
}

function Outside({ first }: { first: string }) {
  if (first === "sign-up") return <SignUp />;
  if (first === "sign-in") return <SignIn />;
  if (first === "recover") return <Recover />;
  return <Welcome />;
}

/** Addresses that somebody else can open while what is here is locked. */
const WAYS_BACK = ["sign-up", "sign-in", "recover"];

/** Addresses that belong to the way in: once inside, they lead to Today. */
const WAYS_IN = ["", "welcome", "sign-up", "sign-in", "recover", "demo", "join"];

function Inside({ first, parts }: { first: string; parts: string[] }) {
  if (first === "today" && parts[1] === "from") return <FromPartner />;
  if (first === "today" && parts[1] === "add") return <AddAct />;
  if (first === "today" && parts[1] === "tonight") return <Tonight />;
  if (first === "today" && parts[1] === "safety") return <SafetyAlone />;
  if (first === "today" || WAYS_IN.includes(first)) return <Today is_check_in={parts[1] === "check-in"} />;
  if (first === "wall") return parts[1] ? <Day on={parts[1]} key={parts[1]} /> : <Wall />;
  if (first === "trends") return <Trends parts={parts.slice(1)} />;
  if (first === "us") return <Us parts={parts.slice(1)} />;
  if (first === "me") return <Me parts={parts.slice(1)} />;
  const { common } = words.value;
  return (
    <Page title={common.not_found} lead={common.not_found_hint}>
      <a class="button" href="#/today">
        {common.go_today}
      </a>
    </Page>
  );
}
