export const lock = {
  title: "Lock and discretion",
  lead: "For when somebody else holds this device.",

  away_title: "Lock after a time away",
  off: "Off. Hearth opens without asking while this device is unlocked.",
  on: "On. Hearth locks on this device, in every tab, also without a connection.",
  protects:
    "A PIN keeps out somebody who picks up your phone. It does not keep out somebody who copies what the phone stores and tries every PIN: six digits are soon found that way. Your password stays the strong lock.",
  unsaved: "When it locks, words you have not saved yet are let go. What is saved waits here, locked, until it is sent.",
  gone: "Ten wrong PINs were tried, so the PIN is gone. Your password opens Hearth until you set a new one.",
  after: "Lock after",
  after_s: { 0: "At once, when I leave the page", 60: "1 minute", 300: "5 minutes", 900: "15 minutes" } as Record<number, string>,
  new_pin: "New PIN",
  new_pin_hint: "Six to twelve digits. Not a birthday, and not the PIN of the phone.",
  working: "Making the lock. This takes a few seconds.",
  turn_on: "Turn the lock on",
  turned_on: "The lock is on.",
  change: "Set a new PIN",
  changed: "The new PIN counts from now on.",
  turn_off: "Turn the lock off",
  turned_off: "The lock is off.",

  pin: "PIN",
  show_pin: "Show PIN",
  hide_pin: "Hide PIN",
  by_password: "Use the password instead",
  by_pin: "Use the PIN instead",

  exit_title: "Quick exit",
  exit: "The button on every screen, or Shift three times, locks Hearth and opens a calendar without a name. It works without a connection. To come back, tap today's date on it.",
  cover_title: "In the list of open apps",
  cover:
    "Hearth covers its page when you leave it. Some phones take their picture a moment too early; then it shows what you saw last. Name and icon stay.",
  badge: "A mark on the icon when there is something new",
  badge_hint: "Off unless you switch it on. Never a number, and gone when you open Hearth.",
};
