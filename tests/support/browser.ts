// A real browser for the pages' tests:
//
//   const browser = await launchBrowser();
//   afterAll(() => browser.close());
//   const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
//
// On Linux it is the Chromium that the package @sparticuz/chromium carries, unpacked once per version; elsewhere
// Playwright's own (`npx playwright install chromium`).

import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/heddle-chromium');
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
];

/** @throws when there is no browser for this system, or it does not start */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch();
  const unpacked = await unpackBrowser();
  const options = { executablePath: path.join(unpacked, 'chromium'), args: ARGUMENTS };
  const hasFonts = existsSync('/etc/fonts/fonts.conf');
  const fonts: Record<string, string> = hasFonts ? {} : { FONTCONFIG_PATH: path.join(unpacked, 'fonts') };
  try {
    return await chromium.launch({ ...options, env: environment(fonts) });
  } catch (error) {
    // A system without libnss3 and the like: the package has them too.
    const libraries = path.join(unpacked, 'al2023/lib');
    if (!String(error).includes('shared libraries')) throw error;
    return chromium.launch({ ...options, env: environment({ ...fonts, LD_LIBRARY_PATH: libraries }) });
  }
}

/** Directory with the browser, its fonts and its libraries; made where there is none yet. */
export async function unpackBrowser(): Promise<string> {
  const packageDirectory = path.resolve(
    createRequire(import.meta.url).resolve('@sparticuz/chromium'),
    '../..',
  );
  const manifest = z.object({ version: z.string() });
  const { version } = manifest.parse(
    JSON.parse(readFileSync(path.join(packageDirectory, 'package.json'), 'utf8')),
  );
  const destination = path.join(CACHE, version);
  if (existsSync(destination)) return destination;
  // Whole or not at all: a run that is broken off leaves a draft, and no browser that will not start.
  const draft = `${destination}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const archive = (name: string) => path.join(packageDirectory, 'bin', name);
  await decompress(archive('chromium.br'), path.join(draft, 'chromium'), 0o755);
  await extract(archive('swiftshader.tar.br'), draft);
  await extract(archive('fonts.tar.br'), path.join(draft, 'fonts'));
  await extract(archive('al2023.tar.br'), path.join(draft, 'al2023'));
  try {
    renameSync(draft, destination);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(destination)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return destination;
}

async function extract(archive: string, destination: string): Promise<void> {
  mkdirSync(destination, { recursive: true });
  const plain = path.join(destination, path.basename(archive, '.br'));
  await decompress(archive, plain, 0o644);
  execFileSync('tar', ['-xf', plain, '-C', destination]);
  rmSync(plain);
}

async function decompress(source: string, destination: string, mode: number): Promise<void> {
  await pipeline(
    createReadStream(source),
    createBrotliDecompress(),
    createWriteStream(destination, { mode }),
  );
}

function environment(changes: Record<string, string>): Record<string, string> {
  const present = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(present), ...changes };
}
