import type { Pool } from 'pg';
import type { Logger } from '../platform/logger.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

const MINUTE_MS = 60_000;

export interface RunningJobs {
  /** Begins nothing any more. Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs each job now and then time and again, until it is told to stop. A failure is logged, and the job tried again
 * after a minute, or sooner where its interval is shorter.
 * @param pool of `heddle_platform`; stays open
 */
export function startJobs(jobs: readonly Job[], pool: Pool, logger: Logger): RunningJobs {
  const stopped = new AbortController();
  const loops = jobs.map((job) => repeat(job, pool, logger, stopped.signal));
  return {
    async stop() {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

async function repeat(job: Job, pool: Pool, logger: Logger, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const pauseMs = await runOnce(job, pool, logger);
    await pause(pauseMs, stopped);
  }
}

/** @returns how long to wait until the next run */
async function runOnce(job: Job, pool: Pool, logger: Logger): Promise<number> {
  try {
    const done = await runJob(job, pool);
    logger.debug({ job: job.name, done }, done ? 'a job is done' : 'another process does this job');
    return job.intervalMs;
  } catch (error) {
    logger.warn({ err: error, job: job.name }, 'a job failed');
    return Math.min(job.intervalMs, MINUTE_MS);
  }
}

function pause(durationMs: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    // Jobs alone keep no process running.
    const timer = setTimeout(finish, durationMs).unref();
    stopped.addEventListener('abort', finish, { once: true });
    function finish() {
      clearTimeout(timer);
      stopped.removeEventListener('abort', finish);
      resolve();
    }
  });
}
