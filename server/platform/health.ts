/** One thing a process needs in order to serve; resolves when it is there, rejects with the reason when not. */
export type HealthProbe = () => Promise<void>;

export interface Health {
  ready: boolean;
  /** `ok`, or why not, by the name of the probe. Anybody may read the reasons. */
  checks: Record<string, string>;
}

export type HealthCheck = () => Promise<Health>;

const PATIENCE_MS = 2_000;

/** How something fares that a process can do without, in a few words. */
export type HealthRemark = () => string;

/**
 * Asks all probes at once; one that does not answer in time counts as failed. Whoever asks meanwhile gets the
 * same answer: anybody may ask, as often as they like.
 * @param remarks stand among the checks, and make nothing unready: what all processes share would take out all at once
 */
export function createHealthCheck(
  probes: Readonly<Record<string, HealthProbe>>,
  remarks: Readonly<Record<string, HealthRemark>> = {},
): HealthCheck {
  let underWay: Promise<Health> | undefined;
  return () => {
    underWay ??= check(probes, remarks).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

async function check(
  probes: Readonly<Record<string, HealthProbe>>,
  remarks: Readonly<Record<string, HealthRemark>>,
): Promise<Health> {
  const results = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => [name, await outcome(probe)] as const),
  );
  const remarked = Object.entries(remarks).map(([name, remark]) => [name, remark()] as const);
  return {
    ready: results.every(([, result]) => result === 'ok'),
    checks: Object.fromEntries([...results, ...remarked]),
  };
}

async function outcome(probe: HealthProbe): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS);
  });
  const answered = probe().then(() => 'ok', reasonOf);
  try {
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of the system and of Postgres have a code; their messages name addresses and accounts, nobody's business. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error ? `failed (${error.code})` : error.message || 'failed';
}
