import { useSyncExternalStore } from 'react';

let lost = false;
const listeners = new Set<() => void>();

/** Notes whether the last call reached the server. */
export function noteConnection(isLost: boolean) {
  if (isLost !== lost) {
    lost = isLost;
    listeners.forEach((listen) => listen());
  }
}

/** Returns whether the connection to the server is lost. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => lost,
  );
}
