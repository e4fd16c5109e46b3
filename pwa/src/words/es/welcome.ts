import type { Words } from "../en";

export const welcome: Words["welcome"] = {
  title: "Un lugar para cosas pequeñas y verdaderas",
  screens: [
    {
      title: "Para qué es Hearth",
      text: "La confianza vuelve en trozos pequeños. Una persona hace algo pequeño y lo anota. La otra lo ve, y responde solo cuando es verdad.",
    },
    {
      title: "Lo que Hearth no es",
      text: "No pone notas. No vigila a nadie. No pide pruebas. Un día sin entrada no dice nada de ti.",
    },
    {
      title: "Lo que sigue siendo tuyo",
      text: "Lo que escribes para ti se cifra en tu dispositivo antes de salir de él. Puedes empezar por tu cuenta, seguir así y dejarlo cuando quieras.",
    },
  ],
  step: (at, of) => `${at} de ${of}`,
  begin: "Empezar",
  begin_alone: "Empiezas por tu cuenta. Puedes invitar a alguien más tarde, o nunca.",
  again: "Desde el principio",
  have_account: "Tengo una cuenta",
  look_around: "Ver un ejemplo",
  invited: "Tienes una invitación. Empieza o inicia sesión, y se abrirá sola.",

  sign_up: "Empezar",
  sign_up_lead: "Sin correo, sin teléfono. Elige un nombre corto para entrar.",
  handle: "Nombre para entrar",
  handle_hint: "De 3 a 32 letras, cifras, puntos o guiones.",
  display_name: "¿Cómo te llamamos?",
  display_name_hint: "Solo lo verá la persona que invites.",
  password: "Contraseña",
  password_hint:
    "Doce caracteres o más. Cuatro palabras sin relación son fáciles de recordar y difíciles de adivinar. Elige una que nadie cercano adivine.",
  password_short: "Un poco más larga: doce caracteres o más.",
  show: "Mostrar",
  hide: "Ocultar",
  show_password: "Mostrar contraseña",
  hide_password: "Ocultar contraseña",
  losing:
    "Nadie puede leer lo que escribes en privado sin tu contraseña o tu código de recuperación, y nadie puede restablecerlos. Si pierdes los dos, eso se pierde.",
  create: "Crear mi cuenta",
  creating: "Creando tus claves. Tarda unos segundos.",
  sign_in_instead: "Tengo una cuenta",

  code_title: "Tu código de recuperación",
  code_lead: "Solo lo ves ahora. Con él puedes volver si olvidas la contraseña. Escríbelo en papel y guárdalo donde solo mires tú.",
  code_copy: "Copiar",
  code_copied: "Copiado.",
  code_next: "Ya lo he escrito",
  code_check: "Escribe el último grupo del código",
  code_check_hint: "La parte tras el último guion.",
  code_wrong: "Ese no es el último grupo. Mira otra vez lo que escribiste.",
  code_show_again: "Mostrar el código otra vez",
  code_confirm: "Confirmar",

  sign_in: "Iniciar sesión",
  signing_in: "Abriendo la cerradura. Tarda unos segundos.",
  forgot: "Olvidé mi contraseña",
  new_here: "Es mi primera vez",

  recover: "Volver con tu código",
  recover_lead:
    "Tu código de recuperación y una contraseña nueva. Se cierra la sesión en los demás dispositivos, y recibes un código nuevo.",
  recovery_code: "Código de recuperación",
  recovery_code_hint: "Mayúsculas o minúsculas, con o sin guiones.",
  new_password: "Contraseña nueva",
  recover_do: "Poner contraseña nueva",

  deleted: "Tu cuenta está borrada. En este dispositivo no queda nada de ella.",
  cleared: {
    sent: "El navegador ha borrado lo que Hearth guardaba en este dispositivo. Todo estaba enviado: entra y volverá.",
    unsent:
      "El navegador ha borrado lo que Hearth guardaba en este dispositivo. Entra y volverá lo que estaba enviado. Lo que aún no se había enviado puede haberse perdido.",
  },
  locked: "Hearth está bloqueado",
  locked_lead: "Todo sigue en este dispositivo. Funciona sin conexión.",
  locked_reasons: {
    quick_exit: "Saliste deprisa. Todo sigue aquí.",
    signed_out_elsewhere:
      "La sesión de este dispositivo se cerró desde otro, así que está bloqueado. No se ha perdido nada: con tu contraseña vuelves a entrar.",
    session_expired: "Este dispositivo llevaba mucho tiempo sin usarse. Inicia sesión otra vez, no se ha perdido nada.",
    away: "Estuviste fuera un rato.",
  },
  password_or_code: "Contraseña o código de recuperación",
  unlock: "Desbloquear",
  unlocking: "Abriendo la cerradura",
  other_person: "Entrar con un nombre y una contraseña",
  remove: "Quitar lo que hay en este dispositivo",
  remove_later: "Si no haces nada, a los 30 días Hearth quita de este dispositivo lo que ya estaba enviado.",
  remove_ask: "Se perdería lo que aún no se ha enviado desde este dispositivo. Todo lo enviado sigue en tu cuenta.",
  remove_do: "Quitarlo de este dispositivo",
};
