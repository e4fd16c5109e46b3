export const lock = {
  title: "Sperre und Diskretion",
  lead: "Für den Fall, dass jemand anderes dieses Gerät in der Hand hat.",

  away_title: "Nach einer Weile sperren",
  off: "Aus. Hearth öffnet sich ohne Nachfrage, solange dieses Gerät entsperrt ist.",
  on: "An. Hearth sperrt sich auf diesem Gerät, in jedem Fenster, auch ohne Netz.",
  protects:
    "Eine PIN schützt, wenn jemand dein Telefon in die Hand nimmt. Sie schützt nicht, wenn jemand den Speicher des Telefons kopiert und alle PINs durchprobiert: Sechs Ziffern sind so bald gefunden. Dein Passwort ist stärker.",
  unsaved:
    "Beim Sperren geht Text verloren, den du noch nicht gespeichert hast. Was gespeichert ist, liegt hier verschlüsselt, bis es gesendet ist.",
  gone: "Zehn falsche PINs wurden versucht, darum gibt es die PIN nicht mehr. Dein Passwort öffnet Hearth, bis du eine neue festlegst.",
  after: "Sperren nach",
  after_s: { 0: "Sofort, wenn ich die Seite verlasse", 60: "1 Minute", 300: "5 Minuten", 900: "15 Minuten" } as Record<number, string>,
  after_at_once: "Eine kürzere Zeit gilt sofort. Für eine längere wird nach dem Passwort gefragt.",
  longer: "Mit mehr Zeit schützt die Sperre weniger, deshalb fragt sie einmal nach deinem Passwort.",
  longer_do: "Später sperren",
  longer_set: "Die neue Zeit gilt ab jetzt.",
  new_pin: "Neue PIN",
  new_pin_hint: "Sechs bis zwölf Ziffern. Kein Geburtstag und nicht die PIN dieses Geräts.",
  working: "Die Sperre wird eingerichtet. Das dauert einige Sekunden.",
  turn_on: "Sperre einschalten",
  turned_on: "Die Sperre ist an.",
  change: "Neue PIN festlegen",
  changed: "Ab jetzt gilt die neue PIN.",
  turn_off: "Sperre ausschalten",
  turned_off: "Die Sperre ist aus.",

  pin: "PIN",
  show_pin: "PIN anzeigen",
  hide_pin: "PIN verbergen",
  by_password: "Lieber das Passwort",
  by_pin: "Lieber die PIN",

  exit_title: "Schnell weg",
  exit: "Der Knopf auf jeder Seite oder dreimal die Umschalttaste sperrt Hearth und öffnet einen Kalender, auf dem kein Name steht. Das geht auch ohne Netz. Zurück kommst du, wenn du darauf das heutige Datum antippst.",
  exit_asks_pin: "Dann wird nach der PIN gefragt.",
  exit_asks_password: "Dann wird nach dem Passwort gefragt.",
  cover_title: "In der Liste der offenen Apps",
  cover:
    "Hearth deckt seine Seite zu, wenn du sie verlässt. Manche Telefone machen ihr Bild einen Moment zu früh; dann ist darauf, was du zuletzt gesehen hast. Name und Symbol bleiben.",
  badge: "Ein Zeichen am Symbol, wenn es etwas Neues gibt",
  badge_hint: "Aus, bis du es einschaltest. Nie eine Zahl, und weg, sobald du Hearth öffnest.",
};
