import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../server/gateway/plan.ts';
import type { ServingChannel } from '../../../server/store/configuration.ts';

function serving(name: string, priority: number, weight: number, provider = 'openai'): ServingChannel {
  return {
    channel: {
      id: name,
      name,
      provider,
      baseUrl: null,
      credential: null,
      mayUseThisMachine: false,
      privateNetworks: [],
      priority,
      weight,
    },
    upstreamModel: 'm',
  };
}

const names = (channels: ServingChannel[], random: number) =>
  plan(channels, random).map(({ channel }) => channel.name);

describe('the plan', () => {
  it('goes by priority before anything else', () => {
    const channels = [serving('a', 0, 1), serving('b', 1, 1000), serving('c', 2, 1)];
    for (const random of [0, 0.5, 0.999]) expect(names(channels, random)).toEqual(['a', 'b', 'c']);
  });

  it('draws lots by weight within a priority', () => {
    const channels = [serving('a', 0, 1), serving('b', 0, 3)];
    expect(names(channels, 0.24)).toEqual(['a', 'b']);
    expect(names(channels, 0.26)).toEqual(['b', 'a']);
    const firsts = Array.from({ length: 4000 }, (_, at) => names(channels, at / 4000)[0]);
    expect(firsts.filter((name) => name === 'b').length).toBe(3000);
  });

  it('puts weight 0 behind the others of its priority, but before the next', () => {
    const channels = [serving('a', 0, 0), serving('b', 0, 1), serving('c', 1, 1)];
    for (const random of [0, 0.5, 0.999]) expect(names(channels, random)).toEqual(['b', 'a', 'c']);
  });

  it('says why each channel stands where it stands', () => {
    const reasons = plan([serving('a', 0, 1), serving('b', 0, 3), serving('c', 7, 2)], 0.9).map(
      ({ channel, reason }) => `${channel.name}: ${reason}`,
    );
    expect(reasons).toEqual([
      'b: priority 0, weight 3 of 4',
      'a: priority 0, weight 1 of 1',
      'c: priority 7, weight 2 of 2',
    ]);
  });

  it('leaves out channels whose provider is not known', () => {
    expect(names([serving('a', 0, 1, 'nobody'), serving('b', 0, 1)], 0)).toEqual(['b']);
    expect(plan([], 0.5)).toEqual([]);
  });

  it('holds every channel exactly once and is the same for the same number', () => {
    const anyChannels = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 9 })), { maxLength: 12 })
      .map((rows) =>
        rows
          .map(([priority, weight], at) => serving(String(at), priority, weight))
          .sort((one, two) => one.channel.priority - two.channel.priority),
      );
    const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(anyChannels, anyRandom, (channels, random) => {
        const drawn = names(channels, random);
        expect(drawn).toEqual(names(channels, random));
        expect([...drawn].sort()).toEqual(channels.map(({ channel }) => channel.name).sort());
        const priorities = plan(channels, random).map(({ channel }) => channel.priority);
        expect(priorities).toEqual([...priorities].sort((one, two) => one - two));
      }),
    );
  });
});
