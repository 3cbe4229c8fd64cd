import type { Attack } from './attack.ts';
import { bodies } from './families/bodies.ts';
import { counts } from './families/counts.ts';
import { simulator } from './families/simulator.ts';
import { upstreams } from './families/upstreams.ts';

/** Every attack, in the order in which they are run. */
export const attacks: readonly Attack[] = [...simulator, ...counts, ...bodies, ...upstreams];
