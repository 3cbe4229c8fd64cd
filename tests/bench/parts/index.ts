import type { Part } from '../part.ts';
import { against } from './against.ts';
import { closedLoop } from './closed-loop.ts';
import { fleet } from './fleet.ts';
import { largeBeside } from './large-beside.ts';
import { leak } from './leak.ts';
import { memory } from './memory.ts';
import { openLoop } from './open-loop.ts';
import { peers } from './peers.ts';
import { processes } from './processes.ts';
import { worstBeside } from './worst-beside.ts';

/** Everything the bench measures, in the order it does; the only list. */
export const parts: readonly Part[] = [
  closedLoop,
  openLoop,
  largeBeside,
  worstBeside,
  fleet,
  processes,
  leak,
  memory,
  peers,
  against,
];
