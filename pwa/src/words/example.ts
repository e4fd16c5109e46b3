import type { Language } from "../domain/types";

/** What the example couple wrote. */
export interface ExampleWords {
  me: string;
  partner: string;
  device: string;
  my_promises: [string, string];
  their_promises: [string, string];
  private_promise: string;
  misses: string[];
  notes: { honesty: string[]; accountability: string[]; empathy: string[]; presence: string[]; reconnection: string[] };
  answers: string[];
}

export const example_words: Record<Language, ExampleWords> = {
  en: {
    me: "Robin",
    partner: "Sam",
    device: "This example",
    my_promises: ["I say when I will be home, and when that changes.", "If they get in touch, I tell you the same day."],
    their_promises: ["I ask before I assume.", "Ten minutes together after dinner, phones away."],
    private_promise: "Walk for twenty minutes.",
    misses: ["I was late and called only afterwards.", "I forgot, and noticed at bedtime.", "I put it off until it was too late."],
    notes: {
      honesty: ["I told you about the message before you could find it.", "I said I did not want to go, instead of making up a reason."],
      accountability: ["I said sorry for Tuesday, without a because.", "I named what I had left out."],
      empathy: ["I stayed when you cried, and did not explain.", "I asked what the song brought up."],
      presence: ["I put the phone in the drawer all evening.", "We cooked, and I listened."],
      reconnection: ["I asked you for a walk by the river.", "Coffee in bed, as in the first flat."],
    },
    answers: ["I noticed.", "That made tonight easier.", "I needed to hear it."],
  },
  es: {
    me: "Robin",
    partner: "Sam",
    device: "Este ejemplo",
    my_promises: ["Digo a qué hora llego a casa, y aviso si cambia.", "Si me escribe, te lo cuento el mismo día."],
    their_promises: ["Pregunto antes de suponer.", "Diez minutos a solas después de cenar, sin móviles."],
    private_promise: "Caminar veinte minutos.",
    misses: ["Llegué tarde y llamé solo después.", "Se me olvidó, y me di cuenta al acostarme.", "Lo fui dejando hasta que fue tarde."],
    notes: {
      honesty: ["Te conté lo del mensaje antes de que lo encontraras.", "Dije que no quería ir, en vez de inventar una excusa."],
      accountability: ["Pedí perdón por lo del martes, sin un porque.", "Nombré lo que había callado."],
      empathy: ["Me quedé cuando llorabas, sin explicar nada.", "Pregunté qué te trajo esa canción."],
      presence: ["Dejé el móvil en el cajón toda la tarde.", "Cocinamos, y escuché."],
      reconnection: ["Te propuse un paseo junto al río.", "Café en la cama, como en el primer piso."],
    },
    answers: ["Me di cuenta.", "Eso hizo la noche más fácil.", "Necesitaba oírlo."],
  },
  de: {
    me: "Robin",
    partner: "Sam",
    device: "Dieses Beispiel",
    my_promises: ["Ich sage, wann ich heimkomme, und wenn sich das ändert.", "Wenn sich die Person meldet, sage ich es dir am selben Tag."],
    their_promises: ["Ich frage, bevor ich etwas annehme.", "Zehn Minuten zusammen nach dem Essen, ohne Handy."],
    private_promise: "Zwanzig Minuten gehen.",
    misses: [
      "Ich kam zu spät und rief erst danach an.",
      "Ich habe es vergessen und abends gemerkt.",
      "Ich habe es aufgeschoben, bis es zu spät war.",
    ],
    notes: {
      honesty: [
        "Ich habe dir von der Nachricht erzählt, bevor du sie finden konntest.",
        "Ich habe gesagt, dass ich nicht hinwill, statt einen Grund zu erfinden.",
      ],
      accountability: ["Ich habe mich für Dienstag entschuldigt, ohne ein Weil.", "Ich habe benannt, was ich weggelassen hatte."],
      empathy: ["Ich bin geblieben, als du geweint hast, und habe nichts erklärt.", "Ich habe gefragt, was das Lied in dir wachruft."],
      presence: ["Das Handy lag den ganzen Abend in der Schublade.", "Wir haben gekocht, und ich habe zugehört."],
      reconnection: ["Ich habe dich zu einem Spaziergang am Fluss eingeladen.", "Kaffee im Bett, wie in der ersten Wohnung."],
    },
    answers: ["Ich habe es gemerkt.", "Das hat den Abend leichter gemacht.", "Das musste ich hören."],
  },
};
