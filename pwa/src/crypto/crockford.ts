import { type Bytes, randomBytes } from "./bytes";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Crockford base32; the last character is filled up with zero bits. */
export function crockford(bytes: Uint8Array): string {
  let shown = "";
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      shown += ALPHABET[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? shown : shown + ALPHABET[(buffer << (5 - bits)) & 31];
}

/** What was typed, as it would be shown: upper case, O read as 0, I and L as 1, spaces and dashes left out. */
export function asShown(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}

/** The bytes of a typed code, or null when it is not one of `length` bytes. */
export function fromCrockford(typed: string, length: number): Bytes | null {
  const shown = asShown(typed);
  if (shown.length !== Math.ceil((length * 8) / 5)) return null;
  const bytes = new Uint8Array(length);
  let at = 0;
  let bits = 0;
  let buffer = 0;
  for (const character of shown) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = buffer >> bits;
      buffer &= (1 << bits) - 1;
    }
  }
  return buffer === 0 ? bytes : null;
}

export function randomCharacters(count: number): string {
  // 256 is a multiple of 32, so the low five bits of a random byte are fair.
  return [...randomBytes(count)].map((byte) => ALPHABET[byte & 31]).join("");
}

export function isCrockford(shown: string): boolean {
  return [...shown].every((character) => ALPHABET.includes(character));
}

/** A 26-character code in groups that an eye can hold: 5-5-5-5-6. */
export function grouped(code: string): string {
  return [code.slice(0, 5), code.slice(5, 10), code.slice(10, 15), code.slice(15, 20), code.slice(20)].join("-");
}
