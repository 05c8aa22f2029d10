import type { ComboboxStore } from '@mantine/core';
import type { ReactNode } from 'react';

interface EnterTakesFirstProps {
  readonly combobox: ComboboxStore;
  readonly onFirst: () => void;
  readonly children: ReactNode;
}

/** Wrapper of a search field: Enter selects the first result unless the arrow keys have selected another. */
export function EnterTakesFirst({ combobox, onFirst, children }: EnterTakesFirstProps) {
  return (
    <div
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) {
          event.preventDefault();
          event.stopPropagation();
          onFirst();
        }
      }}
    >
      {children}
    </div>
  );
}
