/** What scripts say of a session, in the words of the API's paths. */
export const kinds = ['topics', 'actions', 'results'] as const;

/** The filter whose options are the keys that sessions have. */
export const filterOf = { topics: 'SESSION_TOPIC', actions: 'SCENARIO_ACTION', results: 'SESSION_RESULT' } as const;

export type Kind = (typeof kinds)[number];
