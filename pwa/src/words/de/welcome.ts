import type { Words } from "../en";

export const welcome: Words["welcome"] = {
  title: "Ein Ort für kleine, wahre Dinge",
  screens: [
    {
      title: "Wofür Hearth da ist",
      text: "Vertrauen kommt in kleinen Stücken zurück. Eine Person tut etwas Kleines und schreibt es auf. Die andere sieht es und antwortet nur, wenn die Antwort ehrlich ist.",
    },
    {
      title: "Was Hearth nicht ist",
      text: "Es gibt keine Noten. Es überwacht niemanden. Es verlangt keine Beweise. Ein Tag ohne Eintrag sagt nichts über dich.",
    },
    {
      title: "Was deins bleibt",
      text: "Was du für dich schreibst, wird auf deinem Gerät verschlüsselt, bevor es dieses verlässt. Du kannst allein beginnen, allein bleiben und jederzeit gehen.",
    },
  ],
  step: (at, of) => `${at} von ${of}`,
  begin: "Beginnen",
  begin_alone: "Du beginnst allein. Einladen kannst du später oder gar nicht.",
  again: "Von vorn",
  have_account: "Ich habe ein Konto",
  look_around: "Ein Beispiel ansehen",
  invited: "Du wurdest eingeladen. Beginne oder melde dich an, dann öffnet sich die Einladung von selbst.",

  sign_up: "Beginnen",
  sign_up_lead: "Keine E-Mail, keine Telefonnummer. Wähle einen kurzen Anmeldenamen.",
  handle: "Anmeldename",
  handle_hint: "3 bis 32 Buchstaben, Ziffern, Punkte oder Bindestriche.",
  display_name: "Wie sollen wir dich nennen?",
  display_name_hint: "Das sieht nur die Person, die du einlädst.",
  password: "Passwort",
  password_hint:
    "Zwölf Zeichen oder mehr. Vier Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten. Nimm eines, das auch niemand aus deiner Nähe errät.",
  password_short: "Ein wenig länger: zwölf Zeichen oder mehr.",
  show: "Anzeigen",
  hide: "Verbergen",
  show_password: "Passwort anzeigen",
  hide_password: "Passwort verbergen",
  losing:
    "Ohne dein Passwort oder deinen Wiederher\u00adstellungs\u00adcode kann niemand lesen, was du für dich schreibst, und niemand kann dir ein neues geben. Verlierst du Passwort und Code, ist das Geschriebene verloren.",
  create: "Mein Konto anlegen",
  creating: "Deine Schlüssel entstehen gerade. Das dauert ein paar Sekunden.",
  sign_in_instead: "Ich habe ein Konto",

  code_title: "Dein Wiederher\u00adstellungs\u00adcode",
  code_lead:
    "Du siehst ihn nur jetzt. Mit ihm kommst du zurück, wenn du dein Passwort vergisst. Schreib ihn auf Papier und leg es dorthin, wo nur du nachsiehst.",
  code_copy: "Kopieren",
  code_copied: "Kopiert.",
  code_next: "Ich habe ihn aufge\u00adschrieben",
  code_check: "Gib die letzte Gruppe des Codes ein",
  code_check_hint: "Der Teil nach dem letzten Bindestrich.",
  code_wrong: "Das ist nicht die letzte Gruppe. Sieh noch einmal auf dein Papier.",
  code_show_again: "Code noch einmal zeigen",
  code_confirm: "Bestätigen",

  sign_in: "Anmelden",
  signing_in: "Das Schloss öffnet sich. Das dauert ein paar Sekunden.",
  forgot: "Passwort vergessen",
  new_here: "Ich bin neu hier",

  recover: "Mit deinem Code zurück",
  recover_lead:
    "Dein Wiederher\u00adstellungs\u00adcode und ein neues Passwort. Alle anderen Geräte werden abgemeldet, und du bekommst einen neuen Code.",
  recovery_code: "Wiederher\u00adstellungs\u00adcode",
  recovery_code_hint: "Groß oder klein, mit oder ohne Bindestriche.",
  new_password: "Neues Passwort",
  recover_do: "Neues Passwort festlegen",

  deleted: "Dein Konto ist gelöscht. Auf diesem Gerät ist nichts mehr davon.",
  cleared: {
    sent: "Der Browser hat gelöscht, was Hearth auf diesem Gerät hatte. Alles war gesendet: Melde dich an, dann kommt es zurück.",
    unsent:
      "Der Browser hat gelöscht, was Hearth auf diesem Gerät hatte. Melde dich an, dann kommt zurück, was gesendet war. Worte, die noch nicht gesendet waren, können weg sein.",
  },
  locked: "Hearth ist gesperrt",
  locked_lead: "Alles ist noch auf diesem Gerät. Entsperren geht auch ohne Netz.",
  locked_reasons: {
    quick_exit: "Du bist schnell gegangen. Alles ist noch da.",
    signed_out_elsewhere:
      "Dieses Gerät wurde von einem anderen abgemeldet, darum ist es gesperrt. Nichts ist verloren: Mit deinem Passwort meldest du dich wieder an.",
    session_expired: "Dieses Gerät wurde lange nicht benutzt. Melde dich neu an, nichts ist verloren.",
    away: "Du warst eine Weile weg.",
  },
  password_or_code: "Passwort oder Wiederher\u00adstellungs\u00adcode",
  unlock: "Entsperren",
  unlocking: "Das Schloss öffnet sich",
  other_person: "Mit Namen und Passwort anmelden",
  remove: "Von diesem Gerät entfernen, was hier ist",
  remove_later: "Wenn du nichts tust, entfernt Hearth nach 30 Tagen von diesem Gerät, was schon gesendet ist.",
  remove_ask: "Worte, die von diesem Gerät noch nicht gesendet sind, wären verloren. Was gesendet ist, bleibt in deinem Konto.",
  remove_do: "Von diesem Gerät entfernen",
};
