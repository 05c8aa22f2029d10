import { useHotkeys } from '@mantine/hooks';

interface ListKeys {
  readonly onMove: (by: number) => void;
  readonly onSelect: () => void;
  readonly onLabel: () => void;
}

/** Keys of the list: j and k move, x selects, l labels. */
export function useListKeys({ onMove, onSelect, onLabel }: ListKeys) {
  const whenFree = (act: () => void) => () => {
    // An open menu or dialog handles the keys.
    if (document.querySelector('[role="dialog"], [role="menu"]') === null) {
      act();
    }
  };
  useHotkeys([
    ['j', whenFree(() => onMove(1))],
    ['k', whenFree(() => onMove(-1))],
    ['x', whenFree(onSelect)],
    ['l', whenFree(onLabel)],
  ]);
}
