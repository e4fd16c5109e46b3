import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/crypto.json";
import { argon2, plainArgon2 } from "./argon2";
import { base64url, fromBase64url, joined, utf8 } from "./bytes";
import { crockford, fromCrockford, grouped } from "./crockford";
import { privateId, sharedId } from "./ids";
import { accepterMac, invitationKeys, inviterMac, isAccepter, isInviter, readSecret, type Secret } from "./invitation";
import { ownPublicKey, passwordProof, privateKey, recordKeys, recoveryProof, unwrapped, wrapped } from "./keys";
import { openRecord, sealRecord } from "./records";
import { hkdf, seal } from "./sealing";

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

  it("gives the key pair", async () => {
    const { user_key, private_key, public_key } = vectors.key_pair;
    expect(base64url(await privateKey(fromBase64url(user_key)))).toBe(private_key);
    expect(base64url(await ownPublicKey(fromBase64url(user_key)))).toBe(public_key);
  });
});

describe("sealed records", () => {
  const [first] = vectors.records as [(typeof vectors.records)[0]];

  it.each(vectors.records)("seals a $kind of $size_class bytes", async ({ user_key, value, size_class, ciphertext, nonce, ...rest }) => {
    const { version, generation, counter, ...place } = rest;
    const { record } = await recordKeys(fromBase64url(user_key));
    const sealed = await sealRecord(record, place, { version, counter }, value, fromBase64url(nonce));
    expect({ ...sealed, ciphertext: base64url(sealed.ciphertext) }).toEqual({ size_class, ciphertext });
    expect(sealed.ciphertext.length).toBe(size_class + 35);
    expect(await openRecord(record, place, fromBase64url(ciphertext))).toEqual({ version, generation, counter, value });
    expect(await openRecord(record, { ...place, kind: "draft" }, fromBase64url(ciphertext))).toBe("not_authentic");
  });

  it("binds every byte of the header into the seal, and leaves later keys to a newer app", async () => {
    const { record } = await recordKeys(fromBase64url(first.user_key));
    const reasons = await Promise.all(
      Array.from({ length: 7 }, (_, index) => {
        const changed = fromBase64url(first.ciphertext);
        changed[index] = (changed[index] as number) ^ 1;
        return openRecord(record, first, changed);
      }),
    );
    const generation = ["unknown_generation", "unknown_generation"];
    expect(reasons).toEqual(["not_authentic", ...generation, ...Array(4).fill("not_authentic")]);
  });

  it("says what is too short or wrongly framed", async () => {
    const { record } = await recordKeys(fromBase64url(first.user_key));
    expect(await openRecord(record, first, fromBase64url(first.ciphertext).subarray(0, 6))).toBe("malformed");
    expect(await openRecord(record, first, fromBase64url(first.ciphertext).subarray(0, 7))).toBe("not_authentic");
    const header = fromBase64url(first.ciphertext).subarray(0, 7);
    const place = `hearth/v1/record|${first.space_id}|${first.kind}|${first.id}|1|1|1`;
    const unframed = await seal(record, fromBase64url("AAAA"), place);
    expect(await openRecord(record, first, joined(header, unframed))).toBe("malformed");
    const noJson = await seal(record, fromBase64url("AAAAAWE"), place);
    expect(await openRecord(record, first, joined(header, noJson))).toBe("malformed");
  });

  it("refuses more than the largest class", async () => {
    const { record } = await recordKeys(fromBase64url(vectors.user_keys.user_key));
    await expect(sealRecord(record, first, { version: 1, counter: 1 }, "x".repeat(65_536))).rejects.toThrow(RangeError);
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
