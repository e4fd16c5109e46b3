import wording from "../../../server/trust/wording.json";
import { en, type Words } from "./en";
import { example_words } from "./example";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DISGUISED = [..."áƀćđéƒğĥíĵķĺḿńőṕɋŕśţúṽŵẋýžÁɃĆĐÉƑĞĤÍĴĶĹḾŃŐṔɊŔŚŢÚṼŴẊÝŽ"];
/** Vowels stand double: other languages need about a third more room than English. */
const letters = new Map([...PLAIN].map((letter, place) => [letter, (DISGUISED[place] ?? letter).repeat(/[aeiou]/i.test(letter) ? 2 : 1)]));

/** A sentence without one plain letter; what stands in braces is left to be filled in. */
export function disguise(text: string): string {
  const parts = text.split(/(\{\w+\})/);
  return parts.map((part) => (part.startsWith("{") ? part : [...part].map((letter) => letters.get(letter) ?? letter).join(""))).join("");
}

/** Every sentence inside, disguised; those made of parts are disguised once they are made. */
export function disguised<T>(part: T): T {
  if (typeof part === "string") return disguise(part) as T;
  if (typeof part === "function") return ((...given: unknown[]) => disguised((part as (...of: unknown[]) => unknown)(...given))) as T;
  if (Array.isArray(part)) return part.map(disguised) as T;
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([name, inside]) => [name, disguised(inside)])) as T;
}

/** The English catalogue in disguise, and with it the trends' sentences and the example couple's. For this window only. */
export function disguiseAll(): Words {
  Object.assign(wording.en, disguised(wording.en));
  Object.assign(example_words.en, disguised(example_words.en));
  return disguised(en);
}
