import type { Words } from "../en";

export const safety: Words["safety"] = {
  title: "Hilfe und Sicherheit",
  danger: "Gerade in Gefahr? Ruf den Notruf.",
  emergency: (number, country) => `${country}: Notruf ${number}`,
  emergency_anywhere: (number: string) => `Von fast jedem Handy aus: ${number}`,
  lines: "Menschen, die zuhören",
  lines_lead:
    "Kostenlos oder zum Ortstarif. Wo „Tag und Nacht“ steht, ist immer jemand da; die anderen haben feste Zeiten. Ein Anruf kann auf einer Rechnung oder in der Anrufliste stehen.",
  country: "Land",
  country_none: "Land wählen",
  country_missing:
    "Dein Land fehlt? Wir nennen nur Nummern, die wir prüfen konnten. In einer ärztlichen Praxis oder beim Notruf erfährst du eine.",
  call: (number) => `${number} anrufen`,
  about: { partner: "Gewalt oder Kontrolle in einer Beziehung", crisis: "Krise, Gedanken an Suizid", both: "Gewalt und Krise" },
  always_open: "Tag und Nacht",
  checked: (day) => `Geprüft am ${day}`,
  source: "Quelle",

  signs_title: "Wann Hearth nicht das Richtige ist",
  signs: [
    "Du hast Angst davor, wie dein Gegenüber reagiert.",
    "Du wirst beobachtet, verfolgt oder von anderen ferngehalten.",
    "Du wirst gedrängt einzutragen, zu antworten oder dein Telefon zu zeigen.",
    "Du wirst verletzt, bedroht oder gezwungen.",
  ],
  signs_after:
    "Dann hat das Üben von Vertrauen Zeit. Rede mit Menschen, die sich damit auskennen. Mit Hearth aufhören kannst du allein und ohne Grund.",

  device_title: "Wenn jemand auf dein Telefon sieht",
  device:
    "„Schnell weg“ oder auf einer Tastatur dreimal die Umschalttaste sperrt Hearth und öffnet eine neutrale Seite. Diese Seite mit den Nummern öffnet sich ohne Anmeldung und ohne Netz.",

  courts_title: "Was du über Gerichte wissen solltest",
  courts:
    "Was du hier schreibst, kann vor Gericht verlangt werden, etwa bei einer Trennung oder wenn es um Kinder geht. Hearth speichert keine Beweise, Fotos oder Orte. Auch was auf deinem Gerät verschlüsselt ist, kann von dir verlangt werden. Wenn das wichtig werden kann, hol dir anwaltlichen Rat, bevor du schreibst.",

  therapist_title: "Paartherapie finden",
  therapist:
    "Such jemanden mit Ausbildung in emotions\u00adfokussierter Therapie oder einem anderen Verfahren für Paare, und frag nach Erfahrung mit gebrochenem Vertrauen. Das internationale Zentrum ICEEFT führt eine öffentliche Liste von Fachleuten, nach Ländern. Ein erstes Gespräch allein ist in Ordnung.",

  body_link: "Warum dein Körper so reagiert",
  body_title: "Warum dein Körper so reagiert",
  body: [
    {
      title: "Es ist ein Alarm",
      text: "Wenn der Mensch, der Sicherheit bedeutet, zur Quelle des Schmerzes wird, schlägt der Körper Alarm. Er tut das schneller als jeder Gedanke.",
    },
    {
      title: "Kampf, Flucht, Erstarren",
      text: "Manche fragen und drängen. Manche gehen oder werden still. Manche fühlen gar nichts. All das sind Wege durch eine Gefahr. Nichts davon sagt, wer jemand ist.",
    },
    {
      title: "Es kommt in Wellen",
      text: "Ein Lied, eine Straße, ein aufleuchtendes Telefon kann es wieder auslösen. Eine Welle steigt, hält sich und ebbt ab, oft innerhalb einer halben Stunde.",
    },
    {
      title: "Was sie abebben lässt",
      text: "Langsam ausatmen. Füße auf dem Boden. Eine Stimme, die ruhig und nah bleibt. Nichts entscheiden, bis sie vorbei ist.",
    },
    { title: "Für die Person daneben", text: "Erkläre nichts. Sag: Ich sehe, dass es wehtut. Ich bin da." },
  ],
  hard_moment: "Schwerer Moment",
};
