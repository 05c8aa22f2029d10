import { call, type Schemas } from '../api/call';

export const roles = ['VIEWER', 'ANALYST', 'ADMIN'] as const satisfies readonly Schemas['Role'][];

export function changePerson(id: number, body: Schemas['PersonChange']) {
  return call('PUT', '/api/v1/people/{id}', { path: { id }, body });
}
