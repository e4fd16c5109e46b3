export const lock = {
  title: "Bloqueo y discreción",
  lead: "Para cuando otra persona tiene este dispositivo.",

  away_title: "Bloquear tras un rato fuera",
  off: "Apagado. Hearth se abre sin preguntar mientras este dispositivo esté desbloqueado.",
  on: "Encendido. Hearth se bloquea en este dispositivo, en todas las pestañas, también sin conexión.",
  protects:
    "Un PIN frena a quien coge tu teléfono. No frena a quien copia lo que guarda el teléfono y prueba todos los PIN: seis cifras se encuentran pronto así. Tu contraseña sigue siendo el cierre fuerte.",
  unsaved: "Al bloquearse se pierden las palabras que aún no guardaste. Lo guardado espera aquí, cerrado, hasta que se envía.",
  gone: "Se probaron diez PIN equivocados, así que el PIN ya no existe. Tu contraseña abre Hearth hasta que pongas otro.",
  after: "Bloquear después de",
  after_s: { 0: "Al momento, cuando dejo la página", 60: "1 minuto", 300: "5 minutos", 900: "15 minutos" } as Record<number, string>,
  new_pin: "PIN nuevo",
  new_pin_hint: "De seis a doce cifras. Ni un cumpleaños ni el PIN del teléfono.",
  working: "Haciendo el cierre. Tarda unos segundos.",
  turn_on: "Encender el bloqueo",
  turned_on: "El bloqueo está encendido.",
  change: "Poner otro PIN",
  changed: "El PIN nuevo vale desde ahora.",
  turn_off: "Apagar el bloqueo",
  turned_off: "El bloqueo está apagado.",

  pin: "PIN",
  show_pin: "Mostrar PIN",
  hide_pin: "Ocultar PIN",
  by_password: "Usar la contraseña",
  by_pin: "Usar el PIN",

  exit_title: "Salida rápida",
  exit: "El botón de cada pantalla, o Mayús tres veces, bloquea Hearth y abre un calendario sin nombre. Funciona sin conexión. Para volver, toca en él la fecha de hoy.",
  cover_title: "En la lista de aplicaciones abiertas",
  cover:
    "Hearth tapa su página cuando la dejas. Algunos teléfonos toman la imagen un instante antes; entonces muestra lo último que viste. El nombre y el icono quedan.",
  badge: "Una marca en el icono cuando hay algo nuevo",
  badge_hint: "Apagada hasta que la enciendas. Nunca un número, y se borra al abrir Hearth.",
};
