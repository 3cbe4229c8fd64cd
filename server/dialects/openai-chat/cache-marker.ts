import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { CacheMarker } from '../../canonical/part.ts';
import type { Target } from '../dialect.ts';
import { takesCacheBreakpoints } from './models.ts';

/** Writes a prompt-cache marker onto a part as the target's server takes it; else it is a loss. */
export function encodeCacheMarker(
  part: JsonObject,
  cache: CacheMarker,
  target: Target,
  losses: Losses,
  path?: string,
): void {
  const marker =
    target.quirks.cacheMarker ?? (takesCacheBreakpoints(target.model) ? 'prompt_cache_breakpoint' : 'none');
  switch (marker) {
    case 'cache_control':
      part.cache_control = { type: 'ephemeral', ...(cache.timeToLive && { ttl: cache.timeToLive }) };
      break;
    case 'prompt_cache_breakpoint':
      part.prompt_cache_breakpoint = { mode: 'explicit' };
      if (cache.timeToLive !== undefined) losses.add('cache_control_ttl', path);
      break;
    case 'none':
      losses.add('cache_control', path);
  }
}
