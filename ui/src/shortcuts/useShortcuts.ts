import { useEffect, useEffectEvent } from 'react';

/**
 * Actions by physical key (`KeyboardEvent.code`), so that they work in every keyboard layout. An action that returns
 * false leaves the key to the browser.
 */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Elements that handle keys themselves. */
const OWN_KEYS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="tab"], [role="radiogroup"], [aria-haspopup="listbox"]';

const OVERLAYS = '[role="dialog"], [role="menu"]';

/** Handles keys without modifiers while no field has the focus and no menu or dialog is open. */
export function useShortcuts(shortcuts: Shortcuts) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = shortcuts[event.code];
    const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (
      act === undefined ||
      ctrlKey ||
      metaKey ||
      altKey ||
      shiftKey ||
      event.isComposing ||
      (target instanceof Element && target.closest(OWN_KEYS) !== null) ||
      document.querySelector(OVERLAYS) !== null
    ) {
      return;
    }
    if (act(event) !== false) {
      event.preventDefault();
    }
  });
  useEffect(() => {
    // Before the page's menus and dialogs: one that closes by the same key is then still open.
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
