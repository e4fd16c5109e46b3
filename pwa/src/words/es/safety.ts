import type { Words } from "../en";

export const safety: Words["safety"] = {
  title: "Ayuda y seguridad",
  danger: "¿En peligro ahora? Llama a emergencias.",
  emergency: (number, country) => `Emergencias (${country}): ${number}`,
  emergency_anywhere: (number: string) => `Desde casi cualquier móvil: ${number}`,
  lines: "Personas que escuchan",
  lines_lead:
    "Gratis o a precio de llamada local. Donde pone «día y noche» siempre hay alguien; las demás tienen horario. Una llamada puede aparecer en una factura o en la lista de llamadas.",
  country: "País",
  country_none: "Elige un país",
  country_missing:
    "¿Falta tu país? Solo ponemos números que pudimos comprobar. Un centro de salud o el número de emergencias pueden indicarte uno.",
  call: (number) => `Llamar al ${number}`,
  about: { partner: "Violencia o control en una relación", crisis: "Crisis, ideas de suicidio", both: "Violencia y crisis" },
  always_open: "día y noche",
  checked: (day) => `Comprobado el ${day}`,
  source: "Fuente",

  signs_title: "Cuándo Hearth no es lo que necesitas",
  signs: [
    "Te da miedo cómo reacciona.",
    "Te vigila, te sigue o te aparta de otras personas.",
    "Te presiona para anotar, responder o enseñar el teléfono.",
    "Te hace daño, te amenaza o te obliga.",
  ],
  signs_after:
    "Entonces los ejercicios de confianza pueden esperar. Habla con alguien que sepa de esto. Puedes dejar Hearth por tu cuenta, sin dar motivos.",

  device_title: "Si alguien mira tu teléfono",
  device:
    "La salida rápida, o Mayús tres veces en un teclado, bloquea Hearth y abre una página neutra. Esta página con los números se abre sin iniciar sesión y sin conexión.",

  courts_title: "Lo que conviene saber sobre juicios",
  courts:
    "Lo que escribes aquí puede pedirse en un juicio, en una separación o por los hijos. Hearth no guarda pruebas, fotos ni lugares. También te pueden pedir lo que está cifrado en tu dispositivo. Si puede importar, pide consejo legal antes de escribir.",

  therapist_title: "Encontrar terapia de pareja",
  therapist:
    "Busca a alguien con formación en terapia focalizada en las emociones u otro enfoque de pareja, y pregunta por su experiencia con la confianza rota. El centro internacional ICEEFT tiene una lista pública de terapeutas, por países. Está bien pedir una primera conversación a solas.",

  body_link: "Por qué tu cuerpo reacciona así",
  body_title: "Por qué tu cuerpo reacciona así",
  body: [
    {
      title: "Es una alarma",
      text: "Cuando la persona que significa seguridad se vuelve la fuente del dolor, el cuerpo da la alarma. Lo hace antes de cualquier pensamiento.",
    },
    {
      title: "Lucha, huida, bloqueo",
      text: "Hay quien pregunta e insiste. Hay quien se va o calla. Hay quien no siente nada. Cada una es una manera de atravesar el peligro. Ninguna dice quién es nadie.",
    },
    {
      title: "Viene en olas",
      text: "Una canción, una calle, un teléfono que se enciende puede despertarla. Una ola sube, se queda y baja, a menudo en media hora.",
    },
    {
      title: "Lo que la ayuda a bajar",
      text: "Soltar el aire despacio. Los pies en el suelo. Una voz que sigue tranquila y cerca. No decidir nada hasta que pase.",
    },
    { title: "Para quien está al lado", text: "No expliques. Di: Veo que duele. Estoy aquí." },
  ],
  hard_moment: "Momento difícil",
};
