import type { Outputs } from '@/components/api/trpc';

export type ApiKey = Outputs['keys']['list']['items'][number];

/** A key just made, with the secret that is shown this once. */
export type KeyWithSecret = Outputs['keys']['create'];
