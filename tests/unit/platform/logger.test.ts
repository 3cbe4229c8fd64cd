import { expect, it } from 'vitest';
import { makeLogger } from '../../../server/platform/logger.ts';

function logged(write: (logger: ReturnType<typeof makeLogger>) => void): string {
  let text = '';
  write(
    makeLogger('trace', {
      write: (line) => {
        text += line;
      },
    }),
  );
  return text;
}

const SECRET = 'sk-live-0123456789abcdef';

it('masks secrets by the name of their field, whatever they look like, three levels deep', () => {
  const text = logged((logger) =>
    logger.info({
      password: 'plain',
      request: {
        headers: { authorization: 'plain', 'x-api-key': 'plain', cookie: 'plain', host: 'visible' },
      },
    }),
  );
  expect(text).not.toContain('plain');
  expect(text).toContain('visible');
});

it('masks secrets by their shape in messages, in errors and in their causes', () => {
  const error = new Error(`refused ${SECRET}`, { cause: new Error(`because of ${SECRET}`) });
  const text = logged((logger) => {
    logger.error({ err: error, cause: error }, `could not use ${SECRET}`);
  });
  expect(text).toContain('refused');
  expect(text).not.toContain(SECRET);
});

it('writes one JSON object a line, with a readable level and time', () => {
  const entry: unknown = JSON.parse(logged((logger) => logger.child({ component: 'x' }).warn('hello')));
  expect(entry).toMatchObject({
    level: 'warn',
    component: 'x',
    msg: 'hello',
    time: expect.stringMatching(/^\d{4}-/),
  });
});
