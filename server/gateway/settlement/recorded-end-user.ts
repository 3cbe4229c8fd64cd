import { nameRecorder } from './name-recorder.ts';

/** Vendors take ids of 64 to 256 characters. */
const MOST_CHARACTERS = 128;

const record = nameRecorder(MOST_CHARACTERS);

/** The sender's own id of its user as it may be recorded; null where the request names nobody. */
export function recordedEndUser(endUser: string | undefined): string | null {
  return endUser ? record(endUser) : null;
}
