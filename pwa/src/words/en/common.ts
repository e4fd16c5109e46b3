import { count } from "../../domain/plural";
import type { Answer, Kind, Outcome } from "../../domain/types";

const outcomes: Record<Outcome, string> = {
  kept: "Kept",
  partly: "Partly",
  missed_told: "Missed, and I said so",
  not_applicable: "Didn't apply",
};

const kinds: Record<Kind, string> = {
  reliability: "Reliability",
  honesty: "Honesty",
  accountability: "Account\u00adability",
  empathy: "Empathy",
  presence: "Presence",
  reconnection: "Reconnec\u00adtion",
};

const kind_hints: Record<Kind, string> = {
  reliability: "Doing what was said",
  honesty: "Telling the truth, also when it is small",
  accountability: "Owning what was mine",
  empathy: "Turning towards how it feels",
  presence: "Being here, with attention",
  reconnection: "Something for the two of us",
};

const answers: Record<Answer, string> = {
  seen: "I saw this",
  helped: "This helped",
  thanks: "Thank you",
  hard: "This is hard for me to read",
  not_ready: "I am not ready to respond",
  differs: "I remember this differently",
  talk: "Can we talk about it",
};

export const common = {
  app: "Hearth",
  places: { label: "Places", today: "Today", wall: "Wall", trends: "Trends", us: "Us", me: "Me" },
  shortcuts: { add: "Add an act", check_in: "Check in" },
  quick_exit: "Quick exit",
  quick_exit_hint: "Locks Hearth and opens a neutral page. Pressing Shift three times does the same.",
  skip_to_content: "Skip to the page",
  help: "Help",
  back: "Back",
  back_to: (place: string) => `Back to ${place}`,
  save: "Save",
  saved: "Saved.",
  cancel: "Cancel",
  next: "Next",
  done: "Done",
  change: "Change",
  remove: "Remove",
  undo: "Undo",
  retry: "Try again",
  loading: "Laying things out",
  not_found: "This page does not exist",
  not_found_hint: "The page may have moved. Nothing is lost.",
  go_today: "Go to Today",
  went_wrong: "This page could not be shown",
  went_wrong_hint: "What you wrote is saved on this device. Opening the page again may help.",
  no_room: "This browser gives Hearth no place to save things. That happens in private windows, or when site data is switched off.",
  offline: "No connection.",
  unreachable: "Hearth can't be reached.",
  offline_line: "Saved on this device, sent later.",
  offline_reassurance: "You can go on writing all the same.",
  unsaved: "This device has no room to save what you just wrote. It is only in this open window. Free some room, then try again.",
  unsaved_show: "See it",
  clock_off: "This device's clock is off. Hearth counts the days by the server's.",
  unsent_for_a_day:
    "Something you wrote has not been sent for a day. Until then it is only on this device, and a browser that clears its data would take it along. When you can, open Hearth with a connection.",
  unsent_read: "I know",
  newer_records: "Something here was made by a newer version of Hearth. It is safe, and shows once this device has that version.",
  example_line: "An example. Nothing here is saved.",
  example_leave: "Close the example",
  what_waits: "See what waits",
  example_word: "Example",
  private: "Only for me",
  shared_with: (name: string) => `Shared with ${name}`,
  shared_with_you: "Shared with you",
  outcomes,
  outcomes_theirs: { ...outcomes, missed_told: "Missed, and said so" } as Record<Outcome, string>,
  outcomes_if: { kept: "It came up, and I kept it", not_applicable: "It didn't come up" } as Partial<Record<Outcome, string>>,
  outcomes_if_theirs: { kept: "It came up, and was kept", not_applicable: "It didn't come up" } as Partial<Record<Outcome, string>>,
  kinds,
  kind_hints,
  answers,
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};

/** What a problem's code means to a person. Codes: docs/protocol.md, section 8. */
export const problems: Record<string, string> = {
  offline: "Hearth can't be reached right now. Try again later.",
  sign_in_failed: "That name and password do not go together. Check both and try again.",
  recovery_failed: "That name and code do not go together. Check both and try again.",
  session_expired: "This device was not used for a long time. Sign in again, nothing is lost.",
  device_revoked: "This device was signed out from another one. Sign in again to use it.",
  not_signed_in: "Please sign in again. Nothing is lost.",
  step_up_needed: "Please give your password once more.",
  handle_taken: "Someone here already uses that name. Choose another one.",
  invalid: "Something in here is not as it should be. Please look at it again.",
  invitation_not_found: "This invitation does not work. It may have been used, ended, or mistyped. Ask for a new one.",
  already_paired: "Hearth holds one couple at a time for each person.",
  key_mismatch:
    "The key that arrived is not the one that belongs to this person, so Hearth stopped here. Make a new invitation, side by side if you can.",
  own_key_mismatch:
    "The server names a key for you that is not yours. Hearth takes nothing from it, and what you write stays on this device. Make and accept no invitation here until somebody you trust has looked at the server.",
  couple_ended: "Sharing has ended, so this stays with you.",
  too_many_commitments: "Five are active already. End one, or wait for its review date.",
  commitment_ended: "That day is outside this commitment.",
  not_due: "That day is not one of its days.",
  too_far_back: "That day is more than seven days back. Nothing can be added to it any more.",
  day_in_future: "That day has not come yet.",
  act_removed: "Its author removed it.",
  already_removed: "This was removed before.",
  no_longer_free: "By now it can only be corrected or removed.",
  not_shared: "Nothing is shared in that way.",
  client_too_old: "Hearth has been renewed. Close it, open it again, and nothing unsent is lost.",
  unsent: "Something has not been sent yet.",
  no_room: "The server has no room right now. Everything stays on this device, and is sent when there is.",
  device_full: "This device has no room left. Once some is free, what is new can come in. Nothing that was saved is lost.",
  server_error: "Something went wrong at our end. Try again in a moment.",
  wrong_password: "That is not the password of this device's person.",
  unlock_failed:
    "That does not open this device. If you changed your password on another one, sign in with your name and the new password below.",
  weak_password: "Choose a password of twelve characters or more.",
  wrong_pin: "That is not the PIN.",
  pin_short: "A PIN has six to twelve digits.",
  pin_easy: "That PIN is among the first that anybody would try. Choose another one.",
  pin_gone: "Ten wrong PINs were tried. Use your password.",
  other: "That did not work. Try again in a moment.",
};

export const problem_wait = {
  seconds: (n: number) =>
    count("en", n, { one: "Too many tries. Wait a second, then try again.", other: `Too many tries. Wait ${n} seconds, then try again.` }),
  minutes: (n: number) =>
    count("en", n, { one: "Too many tries. Wait a minute, then try again.", other: `Too many tries. Wait ${n} minutes, then try again.` }),
};
