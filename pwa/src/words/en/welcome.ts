export const welcome = {
  title: "A place for small, true things",
  screens: [
    {
      title: "What Hearth is for",
      text: "Trust comes back in small pieces. One of you does a small thing and notes it. The other sees it, and answers only when it is true.",
    },
    {
      title: "What Hearth is not",
      text: "It gives no score. It watches nobody. It asks for no proof. A day without an entry says nothing about you.",
    },
    {
      title: "What stays yours",
      text: "What you write for yourself is locked on your device before it leaves it. You can start alone, stay alone, and leave at any time.",
    },
  ],
  step: (at: number, of: number) => `${at} of ${of}`,
  begin: "Start",
  begin_alone: "You begin alone. You can invite someone later, or not at all.",
  again: "From the beginning",
  have_account: "I have an account",
  look_around: "Look around in an example",
  invited: "You were invited. Start, or sign in, and the invitation opens by itself.",

  sign_up: "Start",
  sign_up_lead: "No e-mail, no phone number. Choose a short name for signing in.",
  handle: "Name for signing in",
  handle_hint: "3 to 32 letters, digits, dots or dashes.",
  display_name: "What should we call you?",
  display_name_hint: "Only the person you invite will see this.",
  password: "Password",
  password_hint:
    "Twelve characters or more. Four unrelated words are easy to keep and hard to guess. Choose one that nobody close to you can guess.",
  password_short: "A little longer: twelve characters or more.",
  show: "Show",
  hide: "Hide",
  show_password: "Show password",
  hide_password: "Hide password",
  losing:
    "Nobody can read your private writing without your password or your recovery code, and nobody can reset them. If you lose both, that writing is lost.",
  create: "Create my account",
  creating: "Making your keys. This takes a few seconds.",
  sign_in_instead: "I have an account",

  code_title: "Your recovery code",
  code_lead:
    "You see it only now. With it you can come back if you forget your password. Write it on paper and keep it where only you look.",
  code_copy: "Copy",
  code_copied: "Copied.",
  code_next: "I have written it down",
  code_check: "Type the last group of the code",
  code_check_hint: "The part after the last dash.",
  code_wrong: "That is not the last group. Look once more at what you wrote down.",
  code_show_again: "Show the code again",
  code_confirm: "Confirm",

  sign_in: "Sign in",
  signing_in: "Opening the lock. This takes a few seconds.",
  forgot: "I forgot my password",
  new_here: "I am new here",

  recover: "Come back with your code",
  recover_lead: "Your recovery code and a new password. Every other device is signed out, and you get a new code.",
  recovery_code: "Recovery code",
  recovery_code_hint: "Small or capital letters, with or without dashes.",
  new_password: "New password",
  recover_do: "Set new password",

  deleted: "Your account is deleted. Nothing of it is left on this device.",
  cleared: {
    sent: "The browser has cleared what Hearth kept on this device. Everything had been sent: sign in, and it comes back.",
    unsent:
      "The browser has cleared what Hearth kept on this device. Sign in, and what had been sent comes back. Words that had not been sent yet may be gone.",
  },
  locked: "Hearth is locked",
  locked_lead: "Everything is still on this device. This works without a connection.",
  locked_reasons: {
    quick_exit: "You left quickly. Everything is still here.",
    signed_out_elsewhere:
      "This device was signed out from another one, so it is locked. Nothing is lost: your password signs you in again.",
    session_expired: "This device was not used for a long time. Sign in again, nothing is lost.",
    away: "You were away for a while.",
  },
  password_or_code: "Password or recovery code",
  unlock: "Unlock",
  unlocking: "Opening the lock",
  other_person: "Sign in with a name and password",
  remove: "Remove what is on this device",
  remove_later: "If you do nothing, Hearth removes what was already sent from this device after 30 days.",
  remove_ask: "Words that have not been sent from this device yet would be lost. Everything that was sent stays in your account.",
  remove_do: "Remove it from this device",
};
