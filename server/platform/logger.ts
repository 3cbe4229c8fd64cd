import pino from 'pino';
import pretty from 'pino-pretty';
import { environment } from './env.ts';
import { redactSecrets } from './redact-secrets.ts';

export type Logger = pino.Logger;

/** Fields whose value is a secret whatever it looks like. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'apiKey',
  'secret',
  'password',
  'passwordHash',
  'token',
  'credential',
  'encryptionKeys',
];

const redactedPaths = SECRET_FIELDS.flatMap((field) => [
  `["${field}"]`,
  `*["${field}"]`,
  `*.*["${field}"]`,
  `*.*.*["${field}"]`,
]);

let second = Number.NaN;
let secondText = '';

/** ISO 8601 in UTC, as pino wants a member of the line. Writing a date out is dear; once a second is enough. */
function timeMember(): string {
  const now = Date.now();
  const milliseconds = now % 1000;
  if (now - milliseconds !== second) {
    second = now - milliseconds;
    secondText = new Date(second).toISOString().slice(0, 20);
  }
  return `,"time":"${secondText}${String(milliseconds).padStart(3, '0')}Z"`;
}

/**
 * Makes a logger that writes to `destination`. Secrets are masked by field name, and by shape in the finished
 * line, so that a key inside a message or an error's stack does not get out either.
 */
export function makeLogger(level: string, destination: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: timeMember,
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.err, cause: pino.stdSerializers.err },
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redactSecrets },
    },
    destination,
  );
}

/** Lines are written together, which costs a fraction of writing each; what is left is written at exit. */
const GATHERED_BYTES = 64 * 1024;
const LONGEST_DELAY_MS = 100;

let root: Logger | undefined;

/** A logger whose every line says which part of Heddle speaks, e.g. `createLogger('gateway')`. */
export function createLogger(component: string): Logger {
  root ??= makeLogger(environment().logLevel, standardOutput());
  return root.child({ component });
}

function standardOutput(): pino.DestinationStream {
  const format = environment().logFormat ?? (process.stdout.isTTY ? 'pretty' : 'json');
  return format === 'pretty'
    ? pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' })
    : pino.destination({
        fd: 1,
        sync: false,
        minLength: GATHERED_BYTES,
        maxWrite: 2 * GATHERED_BYTES,
        periodicFlush: LONGEST_DELAY_MS,
      });
}
