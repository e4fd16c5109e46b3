import { type Bytes, base64url, text, utf8 } from "../crypto/bytes";
import { hkdf, hmac, macKey, open, seal } from "../crypto/sealing";

const NAME_BYTES = 16;

/** Seals what a replica stores, and names it so that a name tells nothing to whoever lacks the replica's key. */
export class Seals {
  private readonly spaces = new Map<string, Promise<string>>();

  private constructor(
    private readonly key: CryptoKey,
    private readonly name_key: CryptoKey,
  ) {}

  /** `key` cannot be read out, so the key of the names is what it makes of a constant. Nothing else is sealed under this nonce. */
  static async under(key: CryptoKey): Promise<Seals> {
    const root = await seal(key, new Uint8Array(32), "hearth/v1/replica|names", new Uint8Array(12));
    return new Seals(key, await macKey(await hkdf(root, "hearth/v1/replica/names")));
  }

  /** 22 characters that stand for `parts`, the same ones each time. */
  async name(...parts: string[]): Promise<string> {
    return base64url((await hmac(this.name_key, parts.join("|"))).subarray(0, NAME_BYTES));
  }

  spaceName(space_id: string): Promise<string> {
    const known = this.spaces.get(space_id) ?? this.name("space", space_id);
    this.spaces.set(space_id, known);
    return known;
  }

  /** Awaiting this inside an IndexedDB transaction would end the transaction: seal first, then open it. */
  seal(place: string, value: unknown): Promise<Bytes> {
    return seal(this.key, utf8(JSON.stringify(value)), `hearth/v1/replica|${place}`);
  }

  /** @throws Error when `content` was not sealed under this key for this place. */
  async open<T>(place: string, content: Bytes): Promise<T> {
    const plain = await open(this.key, content, `hearth/v1/replica|${place}`);
    if (plain === null) throw new Error(`what is stored as ${place} cannot be opened`);
    // Only this class seals under this key, and a seal opens for the place of one type alone.
    return JSON.parse(text(plain)) as T;
  }
}
