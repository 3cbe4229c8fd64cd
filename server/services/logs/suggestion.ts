/** Something that a typed text may mean, and the filter it would be. */
export interface Suggestion {
  kind: 'key' | 'channel' | 'team' | 'model' | 'error' | 'user' | 'tag';
  value: string;
  label: string;
  hint: string | null;
}

/** Of each kind, so that no kind crowds the others out. */
export const MOST_OF_A_KIND = 3;
