/** What the arena and the process that visits Heddle say to each other. */
export interface VisitOrder {
  type: 'visit';
  origin: string;
  /** Of the good tenants; visits take turns with them. */
  apiKeys: readonly string[];
  perSecond: number;
}

/** How the visits went that began since the last report. */
export interface VisitReport {
  type: 'visits';
  visits: number;
  p50Ms: number;
  p99Ms: number;
  /** What became of those that did not get a whole answer of status 200, e.g. `503` or `ECONNRESET` → how many. */
  failures: Record<string, number>;
}

export type VisitMessage = VisitOrder | VisitReport | { type: 'report' };

/** Narrows a message of unknown origin. */
export function isVisitMessage<Type extends VisitMessage['type']>(
  message: unknown,
  type: Type,
): message is Extract<VisitMessage, { type: Type }> {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}
