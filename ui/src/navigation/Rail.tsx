import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './Rail.module.css';
import { footSections, type Section, sections } from './sections';
import { useSection } from './useSection';

interface RailProps {
  /** Narrow shows icons only; the labels remain for screen readers. */
  readonly narrow?: boolean;
  readonly onLeave?: () => void;
}

type Item = Section & (typeof sections | typeof footSections)[number];

/** Search parameters of a link to a section with the same filters; project and period are kept anyway. */
function filtersOnly(search: Record<string, unknown>) {
  return { filters: search.filters } as never;
}

/** Navigation between the sections. */
export function Rail({ narrow = false, onLeave }: RailProps) {
  const { t } = useTranslation();
  const here = useSection();
  return (
    <nav aria-label={t('navigation.sections')} className={classes.rail}>
      {[sections, footSections].map((group, index) => (
        <ul key={index} className={classes.sections}>
          {group.map(({ path, title, Icon, conversations }: Item) => (
            <li key={path}>
              <Link
                to={path}
                {...(here?.conversations && conversations && { search: filtersOnly })}
                className={classes.section}
                {...(onLeave && { onClick: onLeave })}
                {...(narrow && { 'aria-label': t(title), title: t(title) })}
              >
                <Icon size={18} className={classes.icon} />
                {!narrow && <span>{t(title)}</span>}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
