import type { Words } from "../en";

export const highlights: Words["highlights"] = {
  title: "Buenos momentos",
  lead: "Cada uno da un buen momento del día. Se ven los dos cuando están los dos.",
  label: "¿Qué fue bueno hoy?",
  waits: "espera el de la otra persona",
  favourite: "espera, y es el primero del que hablar",
  make_favourite: "Empezar con este",
  make_favourite_for: (what) => `Elegir para empezar: ${what}`,
  mine: "Mío",
  theirs: "De la otra persona",
};

export const highlight_operations = {
  give_highlight: "Un buen momento",
  take_back_highlight: "Un buen momento, retirado",
};
