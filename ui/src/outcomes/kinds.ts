/** Kinds of session data set by scripts, named as in the API's paths. */
export const kinds = ['topics', 'actions', 'results'] as const;

/** Filter with the used keys as options, by kind. */
export const filterOf = { topics: 'SESSION_TOPIC', actions: 'SCENARIO_ACTION', results: 'SESSION_RESULT' } as const;

export type Kind = (typeof kinds)[number];
