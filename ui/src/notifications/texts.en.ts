export const notifications = { undo: 'Undo' } as const;
