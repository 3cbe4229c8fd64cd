import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';

/** A place in a list of people by name: the last one that was given out. */
interface MemberPosition {
  name: string;
  id: string;
}

const written = z.tuple([z.string().max(100), z.uuid()]);

/** Opaque text for a position, to be sent back as `cursor`. */
export function writeMemberCursor({ name, id }: MemberPosition): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** @throws Fault invalid_request for text that no `writeMemberCursor` wrote */
export function readMemberCursor(cursor: string): MemberPosition {
  try {
    const [name, id] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { name, id };
  } catch (cause) {
    throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page', {
      path: 'cursor',
      cause,
    });
  }
}
