import { count } from "../../domain/plural";
import type { Answer, Kind, Outcome } from "../../domain/types";
import type { Words } from "../en";

const outcomes: Record<Outcome, string> = {
  kept: "Cumplido",
  partly: "En parte",
  missed_told: "No lo cumplí, y lo dije",
  not_applicable: "No venía al caso",
};

const kinds: Record<Kind, string> = {
  reliability: "Fiabilidad",
  honesty: "Honestidad",
  accountability: "Responsabi\u00adlidad",
  empathy: "Empatía",
  presence: "Presencia",
  reconnection: "Acerca\u00admiento",
};

const kind_hints: Record<Kind, string> = {
  reliability: "Hacer lo dicho",
  honesty: "Decir la verdad, también en lo pequeño",
  accountability: "Asumir lo que fue mío",
  empathy: "Atender a cómo se siente",
  presence: "Estar aquí, con atención",
  reconnection: "Algo para compartir",
};

const answers: Record<Answer, string> = {
  seen: "Lo he visto",
  helped: "Esto ayudó",
  thanks: "Gracias",
  hard: "Me cuesta leer esto",
  not_ready: "Aún no puedo responder",
  differs: "Lo recuerdo de otra manera",
  talk: "¿Podemos hablarlo?",
};

export const common: Words["common"] = {
  app: "Hearth",
  places: { label: "Lugares", today: "Hoy", wall: "Muro", trends: "Tendencias", us: "Pareja", me: "Yo" },
  shortcuts: { add: "Añadir algo", check_in: "Anotar cómo estoy" },
  quick_exit: "Salida rápida",
  quick_exit_hint: "Bloquea Hearth y abre una página neutra. Pulsar Mayús tres veces hace lo mismo.",
  skip_to_content: "Ir al contenido",
  help: "Ayuda",
  back: "Volver",
  back_to: (place) => `Volver: ${place}`,
  save: "Guardar",
  saved: "Guardado.",
  cancel: "Cancelar",
  next: "Siguiente",
  done: "Listo",
  change: "Cambiar",
  remove: "Quitar",
  undo: "Deshacer",
  retry: "Intentar otra vez",
  loading: "Colocando las piezas",
  not_found: "Esta página no existe",
  not_found_hint: "Puede que ahora esté en otro sitio. No se ha perdido nada.",
  go_today: "Ir a Hoy",
  went_wrong: "No se pudo mostrar esta página",
  went_wrong_hint: "Lo que escribiste está guardado en este dispositivo. Abrir la página otra vez puede ayudar.",
  no_room: "Este navegador no deja a Hearth guardar nada. Pasa en ventanas privadas o si los datos de sitios están desactivados.",
  offline: "Sin conexión.",
  unreachable: "No se puede llegar a Hearth.",
  offline_line: "Guardado en este dispositivo, se enviará más tarde.",
  offline_reassurance: "Puedes seguir escribiendo igual.",
  unsaved:
    "En este dispositivo no hay espacio para guardar lo que acabas de escribir. Solo está en esta ventana abierta. Libera algo de espacio e inténtalo otra vez.",
  unsaved_show: "Verlo",
  clock_off: "El reloj de este dispositivo no va bien. Hearth cuenta los días por el del servidor.",
  unsent_for_a_day:
    "Algo que escribiste lleva un día sin enviarse. Hasta entonces solo está en este dispositivo, y si el navegador borra sus datos, se iría con ellos. Cuando puedas, abre Hearth con conexión.",
  unsent_read: "Lo sé",
  newer_records:
    "Algo de aquí se hizo con una versión más nueva de Hearth. Está a salvo y se verá cuando este dispositivo tenga esa versión.",
  example_line: "Es un ejemplo. No se guarda nada.",
  example_leave: "Cerrar el ejemplo",
  what_waits: "Ver lo que espera",
  example_word: "Ejemplo",
  private: "Solo para mí",
  shared_with: (name) => `Compartido con ${name}`,
  shared_with_you: "Compartido contigo",
  outcomes,
  outcomes_theirs: { ...outcomes, missed_told: "No cumplido y dicho" },
  outcomes_if: { kept: "Ocurrió, y lo cumplí", not_applicable: "No ocurrió" },
  outcomes_if_theirs: { kept: "Ocurrió, y se cumplió", not_applicable: "No ocurrió" },
  kinds,
  kind_hints,
  answers,
  weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
};

export const problems: Words["problems"] = {
  offline: "Ahora no se puede llegar a Hearth. Inténtalo más tarde.",
  sign_in_failed: "Ese nombre y esa contraseña no coinciden. Revísalos e inténtalo otra vez.",
  recovery_failed: "Ese nombre y ese código no coinciden. Revísalos e inténtalo otra vez.",
  session_expired: "Este dispositivo llevaba mucho tiempo sin usarse. Inicia sesión otra vez, no se ha perdido nada.",
  device_revoked: "La sesión de este dispositivo se cerró desde otro. Inicia sesión otra vez para usarlo.",
  not_signed_in: "Inicia sesión otra vez. No se ha perdido nada.",
  step_up_needed: "Escribe tu contraseña una vez más.",
  handle_taken: "Ese nombre ya se usa aquí. Elige otro.",
  invalid: "Hay algo aquí que no está bien. Míralo otra vez.",
  invitation_not_found: "Esta invitación no funciona. Quizá se usó, terminó o se escribió mal. Pide una nueva.",
  already_paired: "En Hearth cada persona puede tener una sola pareja a la vez.",
  key_mismatch:
    "La clave que llegó no es la de esta persona, así que Hearth se ha detenido. Haz una invitación nueva, a ser posible en persona.",
  own_key_mismatch:
    "El servidor da para ti una clave que no es la tuya. Hearth no acepta nada de él, y lo que escribes queda en este dispositivo. No hagas ni aceptes invitaciones aquí hasta que alguien de tu confianza haya mirado el servidor.",
  couple_ended: "Ya no se comparte, así que esto queda contigo.",
  too_many_commitments: "Ya hay cinco activos. Termina uno o espera a que acabe.",
  commitment_ended: "Ese día queda fuera de este compromiso.",
  not_due: "Ese día no es uno de los suyos.",
  too_far_back: "Han pasado más de siete días. Ya no se le puede añadir nada.",
  day_in_future: "Ese día aún no ha llegado.",
  act_removed: "Lo quitó quien lo escribió.",
  already_removed: "Esto ya se había quitado.",
  no_longer_free: "A estas alturas solo se puede corregir o quitar.",
  not_shared: "No se comparte nada de esa manera.",
  client_too_old: "Hearth se ha renovado. Ciérralo y ábrelo otra vez. Lo que aún no se envió no se pierde.",
  unsent: "Algo aún no se ha enviado.",
  no_room: "El servidor no tiene espacio ahora mismo. Todo queda en este dispositivo y se enviará cuando lo haya.",
  device_full: "En este dispositivo no queda espacio. Cuando haya algo libre, podrá llegar lo nuevo. Nada de lo guardado se pierde.",
  server_error: "Algo ha fallado por nuestra parte. Inténtalo dentro de un momento.",
  wrong_password: "Esa no es la contraseña de quien usa este dispositivo.",
  unlock_failed: "Eso no abre este dispositivo. Si cambiaste tu contraseña en otro, entra aquí abajo con tu nombre y la contraseña nueva.",
  weak_password: "Elige una contraseña de doce caracteres o más.",
  wrong_pin: "Ese no es el PIN.",
  pin_short: "Un PIN tiene de seis a doce cifras.",
  pin_easy: "Ese PIN es de los primeros que cualquiera probaría. Elige otro.",
  pin_gone: "Se probaron diez PIN equivocados. Usa tu contraseña.",
  other: "No ha funcionado. Inténtalo dentro de un momento.",
};

export const problem_wait: Words["problem_wait"] = {
  seconds: (n) => count("es", n, { one: "Demasiados intentos. Espera un segundo.", other: `Demasiados intentos. Espera ${n} segundos.` }),
  minutes: (n) => count("es", n, { one: "Demasiados intentos. Espera un minuto.", other: `Demasiados intentos. Espera ${n} minutos.` }),
};
