import type { Bytes } from "./bytes";

/** The floor is pinned here: a server cannot talk a device into a cheaper derivation. */
export const KDF_VERSION = 1;
const MEMORY_KIB = 65_536;
const PASSES = 3;
const LENGTH = 32;

/** Argon2id (RFC 9106) of `secret`, on this thread: compiled code where the page may compile, plain JavaScript where not. */
export async function argon2(secret: Bytes, salt: Bytes): Promise<Bytes> {
  try {
    const { argon2id } = await import("hash-wasm");
    const costs = { parallelism: 1, iterations: PASSES, memorySize: MEMORY_KIB, hashLength: LENGTH };
    return Uint8Array.from(await argon2id({ password: secret, salt, outputType: "binary", ...costs }));
  } catch {
    return plainArgon2(secret, salt);
  }
}

export async function plainArgon2(secret: Bytes, salt: Bytes): Promise<Bytes> {
  const { argon2idAsync } = await import("@noble/hashes/argon2.js");
  return Uint8Array.from(await argon2idAsync(secret, salt, { m: MEMORY_KIB, t: PASSES, p: 1, dkLen: LENGTH }));
}

/** The same in a worker of its own, so that the page stays awake for the third of a second this takes. */
export function stretched(secret: Bytes, salt: Bytes): Promise<Bytes> {
  if (typeof Worker === "undefined") return argon2(secret, salt);
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./argon2.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Bytes>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      reject(new Error(`deriving a key failed: ${message}`));
    };
    worker.postMessage({ secret, salt });
  });
}
