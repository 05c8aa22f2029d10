/** Outcomes that branches can be compared by; some need a value. */
export const outcomeKinds = {
  RESULT: { filter: 'SESSION_RESULT' },
  TOPIC: { filter: 'SESSION_TOPIC' },
  ACTION: { filter: 'SCENARIO_ACTION' },
  LABEL: { filter: 'SESSION_LABELS' },
  TRANSFER: {},
  SCORE: {},
  SESSION_LENGTH: {},
  CLIENT_MESSAGES: {},
} as const;

export type OutcomeKind = keyof typeof outcomeKinds;

export function isKind(value: unknown): value is OutcomeKind {
  return typeof value === 'string' && Object.hasOwn(outcomeKinds, value);
}

/** Returns the filter with the outcome's values as options; `undefined` if it needs no value. */
export function filterOf(kind: OutcomeKind) {
  const declared = outcomeKinds[kind];
  return 'filter' in declared ? declared.filter : undefined;
}
