import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/crypto.json";
import { argon2, plainArgon2 } from "./argon2";
import { base64url, fromBase64url, utf8 } from "./bytes";
import { crockford, fromCrockford, grouped } from "./crockford";
import { privateId, sharedId } from "./ids";
import { accepterMac, invitationKeys, inviterMac, isAccepter, isInviter, readSecret, type Secret } from "./invitation";
import { newKeyPair, passwordProof, recordKeys, recoveryProof, unwrapped, wrapped, wrappedPrivateKey } from "./keys";
import { openRecord, sealRecord } from "./records";
import { hkdf } from "./sealing";

describe("passwords", () => {
  it.each(vectors.passwords)("gives verifier and wrap of $password", async ({ password, salt, verifier, wrap, user_key, nonce }) => {
    const proof = await passwordProof(password, fromBase64url(salt));
    expect(base64url(proof.verifier)).toBe(verifier);
    expect(base64url(await wrapped(fromBase64url(user_key), proof.key, "password", fromBase64url(nonce)))).toBe(wrap);
    expect(await unwrapped(fromBase64url(wrap), proof.key, "password")).toEqual(fromBase64url(user_key));
    expect(await unwrapped(fromBase64url(wrap), proof.key, "recovery")).toBeNull();
  });

  it("comes out the same compiled and in plain JavaScript", async () => {
    const { password, salt, root } = vectors.passwords[0] as (typeof vectors.passwords)[0];
    expect(base64url(await argon2(utf8(password), fromBase64url(salt)))).toBe(root);
    expect(base64url(await plainArgon2(utf8(password), fromBase64url(salt)))).toBe(root);
  });
});

describe("recovery codes", () => {
  it.each(vectors.recovery_codes)("reads $typed", async ({ bytes, code, typed, verifier, wrap, user_key, nonce }) => {
    expect(crockford(fromBase64url(bytes))).toBe(code);
    expect(fromCrockford(grouped(code), 16)).toEqual(fromBase64url(bytes));
    const proof = await recoveryProof(typed);
    if (!proof) throw new Error("not read");
    expect(base64url(proof.verifier)).toBe(verifier);
    expect(base64url(await wrapped(fromBase64url(user_key), proof.key, "recovery", fromBase64url(nonce)))).toBe(wrap);
  });

  it("refuses what is not a code", async () => {
    expect(await recoveryProof("")).toBeNull();
    expect(await recoveryProof("U".repeat(26))).toBeNull();
    expect(await recoveryProof(`${"0".repeat(25)}1`), "bits that no code has").toBeNull();
  });
});

describe("the user key", () => {
  it("gives each purpose its own key", async () => {
    const { user_key, ...keys } = vectors.user_keys;
    for (const [purpose, key] of Object.entries(keys)) {
      expect(base64url(await hkdf(fromBase64url(user_key), `hearth/v1/user/${purpose}`))).toBe(key);
    }
  });

  it("wraps the private half of the pair", async () => {
    const { user_key, private_key, private_key_wrap, nonce } = vectors.key_pair;
    const wrap = await wrappedPrivateKey(fromBase64url(user_key), fromBase64url(private_key), fromBase64url(nonce));
    expect(base64url(wrap)).toBe(private_key_wrap);
    const pair = await newKeyPair(fromBase64url(user_key));
    expect([pair.public_key.length, pair.private_key_wrap.length]).toEqual([32, 60]);
  });

  it("agrees on the public half", async () => {
    const { x25519 } = await import("@noble/curves/ed25519.js");
    expect(base64url(x25519.getPublicKey(fromBase64url(vectors.key_pair.private_key)))).toBe(vectors.key_pair.public_key);
  });
});

describe("sealed records", () => {
  it.each(vectors.records)("seals a $kind of $size_class bytes", async ({ user_key, value, size_class, ciphertext, nonce, ...place }) => {
    const { record } = await recordKeys(fromBase64url(user_key));
    const sealed = await sealRecord(record, place, value, fromBase64url(nonce));
    expect({ ...sealed, ciphertext: base64url(sealed.ciphertext) }).toEqual({ size_class, ciphertext });
    expect(await openRecord(record, place, fromBase64url(ciphertext))).toEqual(value);
    expect(await openRecord(record, { ...place, kind: "draft" }, fromBase64url(ciphertext))).toBeUndefined();
  });

  it("refuses more than the largest class", async () => {
    const { record } = await recordKeys(fromBase64url(vectors.user_keys.user_key));
    const place = { space_id: "a", kind: "reflection", id: "b" };
    await expect(sealRecord(record, place, "x".repeat(65_536))).rejects.toThrow(RangeError);
  });
});

describe("natural ids", () => {
  it.each(vectors.shared_ids)("names $parts", async ({ space_id, parts, id }) => {
    expect(await sharedId(space_id, ...parts)).toBe(id);
  });

  it.each(vectors.private_ids)("names $parts, keyed", async ({ user_key, parts, id }) => {
    expect(await privateId((await recordKeys(fromBase64url(user_key))).id, ...parts)).toBe(id);
  });
});

describe("invitations", () => {
  it.each(vectors.invitations)("vouches for both keys by a $kind", async ({ kind, locator, secret, inviter, accepter, ...expected }) => {
    const { proof, mac_key } = await invitationKeys({ kind, locator, rest: secret } as Secret);
    expect([base64url(proof), base64url(mac_key)]).toEqual([expected.proof, expected.mac_key]);
    expect(base64url(await inviterMac(mac_key, inviter))).toBe(expected.inviter_mac);
    expect(base64url(await accepterMac(mac_key, accepter, inviter))).toBe(expected.accepter_mac);
    expect(await isInviter(mac_key, expected.inviter_mac, inviter)).toBe(true);
    expect(await isInviter(mac_key, expected.inviter_mac, { ...inviter, public_key: accepter.public_key })).toBe(false);
    expect(await isAccepter(mac_key, expected.accepter_mac, accepter, { ...inviter, id: accepter.id })).toBe(false);
  });

  it("reads a code as people type it, and a link however much of it was copied", () => {
    const link = vectors.invitations[1]?.secret as string;
    expect(readSecret(" ab3de-7gho kmnp")).toEqual({ kind: "code", locator: "AB3DE", rest: "7GH0KMNP" });
    expect(readSecret(`https://hearth.example/#/join/Z9Y8X.${link}`)).toEqual({ kind: "link", locator: "Z9Y8X", rest: link });
    expect(readSecret(`Z9Y8X.${link}`)).toEqual({ kind: "link", locator: "Z9Y8X", rest: link });
    expect(readSecret("AB3DE-7GHO")).toBeNull();
    expect(readSecret("AB3DE-7GHU-KMNP")).toBeNull();
  });
});
