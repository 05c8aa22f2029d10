import { useShortcuts } from '../shortcuts/useShortcuts';

interface ListKeys {
  readonly onSelect: () => void;
  readonly onLabel: () => void;
  /** Closes the open dialog; absent without one. */
  readonly onClose: (() => void) | undefined;
}

/** Keys of the page beside those that move: x selects, l labels, Escape closes the dialog. */
export function useListKeys({ onSelect, onLabel, onClose }: ListKeys) {
  useShortcuts({
    KeyX: onSelect,
    KeyL: onLabel,
    ...(onClose && { Escape: onClose }),
  });
}
