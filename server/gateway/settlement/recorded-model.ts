import { nameRecorder } from './name-recorder.ts';

/** Names of models come from clients and upstreams; real ones are shorter. */
const LONGEST_NAME = 256;

/** A model's name as it may be recorded: bounded, and without a key that was sent in its place by mistake. */
export const recordedModel: (name: string) => string = nameRecorder(LONGEST_NAME);
