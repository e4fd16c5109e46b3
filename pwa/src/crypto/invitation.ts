import { stretched } from "./argon2";
import { type Bytes, base64url, fromBase64url, randomBytes, utf8 } from "./bytes";
import { asShown, isCrockford, randomCharacters } from "./crockford";
import { hkdf, hmac, isMac, macKey, sha256 } from "./sealing";

const LOCATOR = 5;
const CODE = 13;
const LINK_BYTES = 16;

/** What one partner says or sends to the other; the locator finds the invitation, the rest proves it. */
export interface Secret {
  kind: "code" | "link";
  locator: string;
  /** The code's last eight characters, or the link's random bytes as base64url. */
  rest: string;
}

export function newSecret(kind: Secret["kind"]): Secret {
  const rest = kind === "code" ? randomCharacters(CODE - LOCATOR) : base64url(randomBytes(LINK_BYTES));
  return { kind, locator: randomCharacters(LOCATOR), rest };
}

/** A typed code, a whole link, or a link's last part; null when it is none of them. */
export function readSecret(typed: string): Secret | null {
  const link = /(?:^|\/)([0-9A-Za-z]{5})\.([\w-]{22})\s*$/.exec(typed.trim());
  if (link?.[1] && link[2]) return { kind: "link", locator: asShown(link[1]), rest: link[2] };
  const code = asShown(typed);
  if (code.length !== CODE || !isCrockford(code)) return null;
  return { kind: "code", locator: code.slice(0, LOCATOR), rest: code.slice(LOCATOR) };
}

/** "ABCDE-FGHJ-KMNP" */
export const shownCode = ({ locator, rest }: Secret): string => `${locator}-${rest.slice(0, 4)}-${rest.slice(4)}`;
/** The path to add to the app's address. */
export const linkPath = ({ locator, rest }: Secret): string => `/#/join/${locator}.${rest}`;

/** What the secret gives: the proof that the server compares, and the key under which both public keys are vouched for. */
export interface InvitationKeys {
  proof: Bytes;
  mac_key: Bytes;
}

export async function invitationKeys({ kind, locator, rest }: Secret): Promise<InvitationKeys> {
  const salt = (await sha256(`hearth/v1/invitation|${locator}`)).slice(0, 16);
  const root = await stretched(kind === "code" ? utf8(rest) : fromBase64url(rest), salt);
  return { proof: await hkdf(root, "hearth/v1/invitation/proof"), mac_key: await hkdf(root, "hearth/v1/invitation/mac") };
}

/** A person with the public key that stands for them, as base64url. */
export interface Keyed {
  id: string;
  public_key: string;
}

const inviterMessage = (inviter: Keyed): string => `inviter|${inviter.id}|${inviter.public_key}`;
const accepterMessage = (accepter: Keyed, inviter: Keyed): string =>
  `accepter|${accepter.id}|${accepter.public_key}|${inviter.id}|${inviter.public_key}`;

export async function inviterMac(mac_key: Bytes, inviter: Keyed): Promise<Bytes> {
  return hmac(await macKey(mac_key), inviterMessage(inviter));
}

export async function accepterMac(mac_key: Bytes, accepter: Keyed, inviter: Keyed): Promise<Bytes> {
  return hmac(await macKey(mac_key), accepterMessage(accepter, inviter));
}

export async function isInviter(mac_key: Bytes, mac: string, inviter: Keyed): Promise<boolean> {
  return isMac(await macKey(mac_key), fromBase64url(mac), inviterMessage(inviter));
}

export async function isAccepter(mac_key: Bytes, mac: string, accepter: Keyed, inviter: Keyed): Promise<boolean> {
  return isMac(await macKey(mac_key), fromBase64url(mac), accepterMessage(accepter, inviter));
}
