/** What the upstream does with every request, whatever its model. */
export type UpstreamMode =
  | 'serve'
  | 'down'
  | 'hang-before-headers'
  | 'hang-in-stream'
  | 'garbage'
  | 'storm'
  | 'bomb';

export type ToUpstream = { type: 'mode'; mode: UpstreamMode };
export type FromUpstream = { type: 'ready'; port: number };
