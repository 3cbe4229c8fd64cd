import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCredential, sealCredential } from '../../../server/platform/crypto/credential.ts';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { makeKeyRing } from '../../../server/platform/crypto/key-ring.ts';
import { randomSecret } from '../../../server/platform/crypto/random-secret.ts';
import { SealError } from '../../../server/platform/crypto/seal.ts';
import { secretFromFile } from '../../../server/platform/crypto/secret-file.ts';
import { sealUnbound } from '../../support/unbound-credential.ts';

const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);
const before = makeKeyRing([oldKey]);
const during = makeKeyRing([newKey, oldKey]);
const after = makeKeyRing([newKey]);
const place = { tenantId: 'a tenant', channelId: 'a channel' };

describe('a sealed credential', () => {
  it('opens with the key that sealed it, and never looks the same twice', () => {
    const [one, two] = [
      sealCredential('sk-secret', place, before),
      sealCredential('sk-secret', place, before),
    ];
    expect(openCredential(one.bytes, one.keyId, place, before)).toBe('sk-secret');
    expect(one.bytes.equals(two.bytes)).toBe(false);
    expect(one.bytes.includes('sk-secret')).toBe(false);
    expect(one.bytes).toHaveLength(4 + 12 + 16 + 'sk-secret'.length);
  });

  it('outlives a rotation as long as the old key stays in the ring', () => {
    const old = sealCredential('secret', place, before);
    expect(openCredential(old.bytes, old.keyId, place, during)).toBe('secret');
    expect(sealCredential('secret', place, during).keyId).toBe(after[0].id);
    expect(() => openCredential(old.bytes, old.keyId, place, after)).toThrow(SealError);
  });

  it('opens for its own channel only', () => {
    const { bytes, keyId } = sealCredential('secret', place, before);
    for (const other of [
      { ...place, channelId: 'another channel' },
      { ...place, tenantId: 'another tenant' },
      { tenantId: place.channelId, channelId: place.tenantId },
    ]) {
      expect(() => openCredential(bytes, keyId, other, before)).toThrow(SealError);
    }
  });

  it('opens where an older version sealed it, bound to nothing', () => {
    const { bytes, keyId } = sealUnbound('secret', before);
    expect(openCredential(bytes, keyId, place, before)).toBe('secret');
  });

  it('is refused when a single bit of it was changed, or it was cut', () => {
    const { bytes, keyId } = sealCredential('secret', place, before);
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => openCredential(changed, keyId, place, before)).toThrow(SealError);
    }
    expect(() => openCredential(bytes.subarray(0, 20), keyId, place, before)).toThrow(SealError);
  });
});

it('names a key by the first eight hex digits of its SHA-256', () => {
  // printf '\x01%.0s' {1..32} | sha256sum
  expect(before[0].id).toBe('72cd6e84');
});

it('hashes secrets with SHA-256', () => {
  expect(hashSecret('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

it('makes secrets of as many random bytes as asked for, safe in addresses', () => {
  const secrets = new Set(Array.from({ length: 100 }, () => randomSecret(16)));
  expect(secrets.size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{22}$/);
});

describe('a secret in a file', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'heddle-secret-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is made once, for its owner alone', () => {
    const file = path.join(directory, 'home/secret');
    const made = secretFromFile(file, () => randomSecret());
    expect(secretFromFile(file, () => randomSecret())).toBe(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stays what another process made of it meanwhile', () => {
    const file = path.join(directory, 'contended');
    const mine = secretFromFile(file, () => {
      writeFileSync(file, 'theirs');
      return 'mine';
    });
    expect(mine).toBe('theirs');
  });
});
