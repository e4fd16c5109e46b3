export const safety = {
  title: "Help and safety",
  danger: "In danger right now? Call the emergency number.",
  emergency: (number: string, country: string) => `Emergency (${country}): ${number}`,
  emergency_anywhere: (number: string) => `From almost any mobile phone: ${number}`,
  lines: "People who listen",
  lines_lead:
    "Free or at local cost. Where it says “day and night”, someone is always there; the others have hours. A call may show on a bill or in a phone's list.",
  country: "Country",
  country_none: "Choose a country",
  country_missing:
    "Your country is not here? We list only numbers we could check. A doctor, or the nearest emergency number, can point to one.",
  call: (number: string) => `Call ${number}`,
  about: { partner: "Violence or control in a relationship", crisis: "Crisis, thoughts of suicide", both: "Violence and crisis" },
  always_open: "day and night",
  checked: (day: string) => `Checked on ${day}`,
  source: "Source",

  signs_title: "When Hearth is not the right thing",
  signs: [
    "You are afraid of how they react.",
    "You are watched, followed, or kept from others.",
    "You are pushed to log, to answer, or to show your phone.",
    "You are hurt, threatened, or forced.",
  ],
  signs_after: "Then trust exercises can wait. Talk to someone who knows about this. Leaving Hearth takes one person and no reason.",

  device_title: "If someone looks at your phone",
  device:
    "Quick exit, or Shift three times on a keyboard, locks Hearth and opens a neutral page. The help lines on this page open without signing in and without a connection.",

  courts_title: "What to know about courts",
  courts:
    "What you write here may be asked for in court, in a separation or about children. Hearth keeps no proof, no photos and no places. What is locked on your device can still be asked of you. If this may matter, ask a lawyer before you write.",

  therapist_title: "Finding a couples therapist",
  therapist:
    "Look for someone trained in emotionally focused therapy or another couples approach, and ask whether they have worked with trust that was broken. The International Centre for Excellence in Emotionally Focused Therapy (ICEEFT) has a public list of therapists, by country. It is fine to ask for a first talk alone.",

  body_link: "Why your body does this",
  body_title: "Why your body does this",
  body: [
    {
      title: "It is an alarm",
      text: "When the person who means safety becomes the source of hurt, the body sounds an alarm. It does so before any thought.",
    },
    {
      title: "Fight, flight, freeze",
      text: "Some ask and press. Some leave or go quiet. Some feel nothing at all. Each is a way of getting through danger. None of them says who someone is.",
    },
    {
      title: "It comes in waves",
      text: "A song, a street, a phone lighting up can start it again. A wave rises, stands, and falls, often within half an hour.",
    },
    {
      title: "What helps it fall",
      text: "Breathing out slowly. Feet on the floor. A voice that stays calm and near. Not deciding anything until it has passed.",
    },
    { title: "For the one beside it", text: "Don't explain. Say: I see it hurts. I'm here." },
  ],
  hard_moment: "Hard moment",
};
