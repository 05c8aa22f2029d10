import type { Schemas } from '../api/call';

/** Returns the display name of a client: the name, else the user name, else the id. */
export function clientName({ firstName, lastName, username, id }: Schemas['ClientInfo']): string {
  return [firstName, lastName].filter(Boolean).join(' ') || username || id;
}

export function operatorName({ firstName, lastName, id }: Schemas['OperatorInfo']): string {
  return [firstName, lastName].filter(Boolean).join(' ') || id;
}

/** Formats a duration: `2:05` or `1:02:05`. */
export function formatLength(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
