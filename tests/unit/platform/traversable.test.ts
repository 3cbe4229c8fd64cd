import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isTraversable } from '../../../server/platform/db/embedded-postgres/traversable.ts';

const base = mkdtempSync(path.join(tmpdir(), 'heddle-traversable-'));
afterAll(() => rmSync(base, { recursive: true }));
const stranger = { uid: 65_534, gid: 65_534 };

describe('isTraversable', () => {
  it('says no where one directory on the way is closed to others', () => {
    mkdirSync(path.join(base, 'open/inner'), { recursive: true });
    chmodSync(base, 0o700);
    expect(isTraversable(path.join(base, 'open/inner'), stranger)).toBe(false);
    chmodSync(base, 0o755);
    expect(isTraversable(path.join(base, 'open/inner'), stranger)).toBe(true);
  });

  it('judges what does not exist yet by the directories that do', () => {
    chmodSync(base, 0o755);
    expect(isTraversable(path.join(base, 'not/there/yet'), stranger)).toBe(true);
    chmodSync(base, 0o700);
    expect(isTraversable(path.join(base, 'not/there/yet'), stranger)).toBe(false);
  });

  it('lets the owner of a directory through', () => {
    chmodSync(base, 0o700);
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(isTraversable(path.join(base, 'open'), owner)).toBe(true);
  });
});
