export const role = { ADMIN: 'Administrator', ANALYST: 'Analyst', VIEWER: 'Viewer' } as const;
