import { useLocation } from '@tanstack/react-router';
import { footSections, type Section, sections } from './sections';

/** Returns the current section. */
export function useSection(): Section | undefined {
  const { pathname } = useLocation();
  return [...sections, ...footSections].find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
