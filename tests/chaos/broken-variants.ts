/** A text of Heddle's, and what stands there instead. */
export interface Patch {
  /** From the repository's root. */
  file: string;
  /** Stands there exactly once. */
  from: string;
  to: string;
}

/** A Heddle that is broken on purpose, and the check that has to notice. */
export interface Variant {
  check: CheckName;
  patches: readonly Patch[];
}

export const checkNames = ['faults', 'killed', 'restarts', 'abandoned', 'outage', 'budget'] as const;
export type CheckName = (typeof checkNames)[number];

const gateway = 'server/processes/gateway.ts';
const settle = 'server/gateway/settle.ts';

/** Applied while Node loads the files, in processes of their own: nothing in Heddle knows of it. */
export const variants: Readonly<Record<string, Variant>> = {
  'no-timeouts': {
    check: 'faults',
    patches: [
      {
        file: 'server/gateway/upstream/answer-buffer.ts',
        from: "this.fail(new Fault('upstream_timeout', message));",
        to: 'void message;',
      },
      {
        file: 'server/gateway/exchange.ts',
        from: 'this.#totalTimer = setTimeout(() => this.cancellation.cancel(fault()), totalMs);',
        to: 'void fault;',
      },
    ],
  },
  'nothing-begun': {
    check: 'killed',
    patches: [
      {
        file: 'server/store/ledger/open-requests/open-requests.ts',
        from: 'this.#lines += this.#writer.textOf(begun);',
        to: '',
      },
    ],
  },
  'no-drain': {
    check: 'restarts',
    patches: [
      {
        file: gateway,
        from: 'const { orphaned, replaced } = await stopRequested;',
        to: 'const { orphaned, replaced } = await stopRequested; process.exit(0);',
      },
    ],
  },
  'settlement-dropped': {
    check: 'abandoned',
    patches: [
      {
        file: settle,
        from: 'if (record) await ledger.record(',
        to: 'if (record && exchange.receivedAtMs % 10 > 0) await ledger.record(',
      },
    ],
  },
  'upstream-kept': {
    check: 'abandoned',
    patches: [
      {
        file: 'server/gateway/exchange.ts',
        from: "this.cancellation.cancel(new Fault('client_closed'));",
        to: 'undefined;',
      },
    ],
  },
  'check-then-deduct': {
    check: 'budget',
    patches: [
      {
        file: 'server/store/admission/shared/shared-admission.ts',
        from: 'const reply = await askStore(this.#ask, takeCall(ask), (late) => {',
        to: `const standings = await this.read(ask.tenantId, ask.meters);
          if (ask.meters.every(({ amount }, index) => standings[index]?.remaining >= amount)) {
            const unlimited = (meter) => (meter.kind === 'budget' ? { ...meter, limit: null } : meter);
            ask = { ...ask, meters: ask.meters.map(unlimited) };
          }
          const reply = await askStore(this.#ask, takeCall(ask), (late) => {`,
      },
    ],
  },
  'endless-retries': {
    check: 'outage',
    patches: [
      {
        file: 'server/gateway/retry-budget.ts',
        from: 'standing.credit -= 1;',
        to: '',
      },
    ],
  },
};
