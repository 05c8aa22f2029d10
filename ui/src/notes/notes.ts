import { useSyncExternalStore } from 'react';

/** A notification. */
export interface Note {
  readonly text: string;
  /** Page with details. */
  readonly link?: 'tasks';
  readonly bad?: boolean;
}

interface Told extends Note {
  readonly id: number;
}

let notes: readonly Told[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Told[]) {
  notes = next;
  listeners.forEach((listen) => listen());
}

/** Time until a notification of success disappears, ms; errors stay until the user closes them. */
const STAYS_MS = 8_000;

export function tell(note: Note) {
  const id = ++last;
  change([...notes, { ...note, id }]);
  if (note.bad !== true) {
    setTimeout(() => dismiss(id), STAYS_MS);
  }
}

export function dismiss(id: number) {
  change(notes.filter((note) => note.id !== id));
}

export function useNotes(): readonly Told[] {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => notes,
  );
}
