import type { Attack } from './attack.ts';
import { bodies } from './families/bodies.ts';
import { connections } from './families/connections.ts';
import { counts } from './families/counts.ts';
import { database } from './families/database.ts';
import { endings } from './families/endings.ts';
import { keys } from './families/keys.ts';
import { people } from './families/people.ts';
import { simulator } from './families/simulator.ts';
import { upstreams } from './families/upstreams.ts';

/** Every attack, in the order in which they are run. */
export const attacks: readonly Attack[] = [
  ...simulator,
  ...counts,
  ...bodies,
  ...upstreams,
  ...keys,
  ...connections,
  ...people,
  ...endings,
  ...database,
];
