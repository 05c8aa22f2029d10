import { useLocation } from '@tanstack/react-router';
import { footSections, type Section, sections } from './sections';

type Item = Section & (typeof sections | typeof footSections)[number];

/** Returns the current section. */
export function useSection(): Item | undefined {
  const { pathname } = useLocation();
  return [...sections, ...footSections].find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}
