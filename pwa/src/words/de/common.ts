import { count } from "../../domain/plural";
import type { Answer, Kind, Outcome } from "../../domain/types";
import type { Words } from "../en";

const outcomes: Record<Outcome, string> = {
  kept: "Gehalten",
  partly: "Teilweise",
  missed_told: "Nicht gehalten, aber gesagt",
  not_applicable: "Traf nicht zu",
};

const kinds: Record<Kind, string> = {
  reliability: "Verläss\u00adlich\u00adkeit",
  honesty: "Ehrlichkeit",
  accountability: "Verant\u00adwortung",
  empathy: "Mitgefühl",
  presence: "Da\u00a0sein",
  reconnection: "Annähe\u00adrung",
};

const kind_hints: Record<Kind, string> = {
  reliability: "Tun, was zugesagt war",
  honesty: "Die Wahrheit sagen, auch im Kleinen",
  accountability: "Zu dem stehen, was an mir lag",
  empathy: "Sich dem zuwenden, wie es sich anfühlt",
  presence: "Hier sein, aufmerksam",
  reconnection: "Etwas für uns beide",
};

const answers: Record<Answer, string> = {
  seen: "Ich habe es gesehen",
  helped: "Das hat geholfen",
  thanks: "Danke",
  hard: "Das zu lesen fällt mir schwer",
  not_ready: "Ich kann noch nicht antworten",
  differs: "Ich erinnere mich anders",
  talk: "Können wir darüber reden",
};

export const common: Words["common"] = {
  app: "Hearth",
  places: { label: "Bereiche", today: "Heute", wall: "Mauer", trends: "Verlauf", us: "Wir", me: "Ich" },
  shortcuts: { add: "Etwas hinzufügen", check_in: "Notieren, wie es mir geht" },
  quick_exit: "Schnell weg",
  quick_exit_hint: "Sperrt Hearth und öffnet eine neutrale Seite. Dreimal die Umschalttaste tut dasselbe.",
  skip_to_content: "Zum Inhalt",
  help: "Hilfe",
  back: "Zurück",
  back_to: (place) => `Zurück: ${place}`,
  save: "Speichern",
  saved: "Gespeichert.",
  cancel: "Abbrechen",
  next: "Weiter",
  done: "Fertig",
  change: "Ändern",
  remove: "Entfernen",
  undo: "Rückgängig",
  retry: "Noch einmal versuchen",
  loading: "Wird ausgelegt",
  not_found: "Diese Seite gibt es nicht",
  not_found_hint: "Vielleicht liegt sie jetzt woanders. Nichts ist verloren.",
  go_today: "Zu Heute",
  went_wrong: "Diese Seite ließ sich nicht zeigen",
  went_wrong_hint: "Was du geschrieben hast, ist auf diesem Gerät gespeichert. Öffne die Seite noch einmal.",
  no_room:
    "Dieser Browser gibt Hearth keinen Platz, um etwas zu speichern. Das ist so in privaten Fenstern oder wenn Website-Daten ausgeschaltet sind.",
  offline: "Kein Netz.",
  unreachable: "Hearth ist nicht erreichbar.",
  offline_line: "Auf diesem Gerät gespeichert, wird später gesendet.",
  offline_reassurance: "Du kannst trotzdem schreiben.",
  unsaved:
    "Auf diesem Gerät ist kein Platz für das, was du gerade geschrieben hast. Es steht nur in diesem offenen Fenster. Schaffe etwas Platz und versuche es dann noch einmal.",
  unsaved_show: "Ansehen",
  clock_off: "Die Uhr dieses Geräts geht falsch. Hearth zählt die Tage nach der des Servers.",
  unsent_for_a_day:
    "Etwas, das du geschrieben hast, ist seit einem Tag nicht gesendet. Bis dahin gibt es das nur auf diesem Gerät, und wenn der Browser seine Daten löscht, wäre es weg. Öffne Hearth einmal mit Netz, wenn es geht.",
  unsent_read: "Ich weiß",
  newer_records:
    "Etwas hier stammt aus einer neueren Version von Hearth. Es ist sicher und erscheint, sobald dieses Gerät diese Version hat.",
  example_line: "Nur ein Beispiel. Nichts wird gespeichert.",
  example_leave: "Beispiel schließen",
  what_waits: "Ansehen, was wartet",
  example_word: "Beispiel",
  private: "Nur für mich",
  shared_with: (name) => `Geteilt mit ${name}`,
  shared_with_you: "Mit dir geteilt",
  outcomes,
  outcomes_theirs: outcomes,
  outcomes_if: { kept: "Kam vor, gehalten", not_applicable: "Kam nicht vor" },
  outcomes_if_theirs: { kept: "Kam vor, gehalten", not_applicable: "Kam nicht vor" },
  kinds,
  kind_hints,
  answers,
  weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
};

export const problems: Words["problems"] = {
  offline: "Hearth ist gerade nicht erreichbar. Versuch es später noch einmal.",
  sign_in_failed: "Name und Passwort passen nicht zusammen. Sieh dir beides noch einmal an.",
  recovery_failed: "Name und Code passen nicht zusammen. Sieh dir beides noch einmal an.",
  session_expired: "Dieses Gerät wurde lange nicht benutzt. Melde dich neu an, nichts ist verloren.",
  device_revoked: "Dieses Gerät wurde von einem anderen abgemeldet. Melde dich neu an, um es zu benutzen.",
  not_signed_in: "Bitte melde dich neu an. Nichts ist verloren.",
  step_up_needed: "Bitte gib dein Passwort noch einmal ein.",
  handle_taken: "Diesen Namen gibt es hier schon. Nimm einen anderen.",
  invalid: "Etwas stimmt hier noch nicht. Bitte sieh es noch einmal an.",
  invitation_not_found: "Diese Einladung geht nicht. Vielleicht wurde sie benutzt, beendet oder vertippt. Bitte um eine neue.",
  already_paired: "In Hearth kann jede Person nur mit einer anderen zugleich verbunden sein.",
  key_mismatch:
    "Der Schlüssel, der ankam, gehört nicht zu dieser Person. Deshalb hat Hearth hier angehalten. Macht eine neue Einladung, wenn es geht nebeneinander.",
  own_key_mismatch:
    "Der Server nennt für dich einen Schlüssel, der nicht deiner ist. Hearth nimmt nichts von ihm an, und was du schreibst, bleibt auf diesem Gerät. Lade hier niemanden ein und nimm keine Einladung an, bis jemand, dem du vertraust, nach dem Server gesehen hat.",
  couple_ended: "Das Teilen ist beendet, also bleibt das bei dir.",
  too_many_commitments: "Fünf laufen schon. Beende eine oder warte, bis eine ausläuft.",
  commitment_ended: "Dieser Tag liegt außerhalb der Zusage.",
  not_due: "Dieser Tag gehört nicht zu den Tagen der Zusage.",
  too_far_back: "Dieser Tag liegt mehr als sieben Tage zurück. Es lässt sich nichts mehr eintragen.",
  day_in_future: "Dieser Tag ist noch nicht da.",
  act_removed: "Das wurde von der Person entfernt, die es schrieb.",
  already_removed: "Das wurde schon entfernt.",
  no_longer_free: "Inzwischen lässt es sich nur noch korrigieren oder entfernen.",
  not_shared: "So wird nichts geteilt.",
  client_too_old: "Hearth wurde erneuert. Schließe es und öffne es wieder. Auch was noch nicht gesendet ist, bleibt.",
  unsent: "Etwas ist noch nicht gesendet.",
  no_room: "Der Server hat gerade keinen Platz. Alles bleibt auf diesem Gerät und wird gesendet, sobald wieder Platz ist.",
  device_full: "Auf diesem Gerät ist kein Platz mehr. Sobald etwas frei ist, kann Neues ankommen. Nichts Gespeichertes geht verloren.",
  server_error: "Bei uns ist etwas schief\u00adgegangen. Versuch es gleich noch einmal.",
  wrong_password: "Das ist nicht das Passwort zu diesem Gerät.",
  unlock_failed:
    "Damit öffnet sich dieses Gerät nicht. Wenn du dein Passwort auf einem anderen geändert hast, melde dich unten mit deinem Namen und dem neuen Passwort an.",
  weak_password: "Nimm ein Passwort mit zwölf Zeichen oder mehr.",
  wrong_pin: "Das ist nicht die PIN.",
  pin_short: "Eine PIN hat sechs bis zwölf Ziffern.",
  pin_easy: "Diese PIN gehört zu den ersten, die alle versuchen würden. Nimm eine andere.",
  pin_gone: "Zehn falsche PINs wurden versucht. Nimm dein Passwort.",
  other: "Das hat nicht geklappt. Versuch es gleich noch einmal.",
};

export const problem_wait: Words["problem_wait"] = {
  seconds: (n) => count("de", n, { one: "Zu viele Versuche. Warte eine Sekunde.", other: `Zu viele Versuche. Warte ${n} Sekunden.` }),
  minutes: (n) => count("de", n, { one: "Zu viele Versuche. Warte eine Minute.", other: `Zu viele Versuche. Warte ${n} Minuten.` }),
};
