import { Person } from '../arena/person.ts';
import type { Attack } from '../attack.ts';

/** Strangers at the door. */
export const people: readonly Attack[] = [
  {
    name: '100 wrong passwords from ten addresses, then the owner on a device of theirs',
    async run({ origin, heddle }) {
      const { email, password } = heddle.quickstart;
      const owner = new Person(origin, '127.0.0.3');
      const known = await owner.signIn(email, password);
      const strangers = Array.from({ length: 10 }, (_, index) => new Person(origin, `127.0.0.${index + 10}`));
      let got = 0;
      for (let round = 0; round < 10; round++) {
        const tried = await Promise.all(
          strangers.map((stranger) => stranger.signIn(email, `wrong ${round}`)),
        );
        got += tried.filter(Boolean).length;
      }
      const again = await owner.signIn(email, password);
      for (const person of [owner, ...strangers]) await person.leave();
      return {
        outcome: `${got} got in, the owner ${again ? 'too' : 'did not'}`,
        broken: [
          ...(got > 0 ? ['a wrong password worked'] : []),
          ...(known && !again ? ['the owner is locked out'] : []),
          ...(known ? [] : ['the owner could not sign in before']),
        ],
      };
    },
  },
];
