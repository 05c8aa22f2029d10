import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './Rail.module.css';
import { footSections, sections } from './sections';

interface RailProps {
  /** Narrow shows icons only; the labels remain for screen readers. */
  readonly narrow?: boolean;
  readonly onLeave?: () => void;
}

/** Navigation between the sections. */
export function Rail({ narrow = false, onLeave }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('navigation.sections')} className={classes.rail}>
      {[sections, footSections].map((group, index) => (
        <ul key={index} className={classes.sections}>
          {group.map(({ path, title, Icon }) => (
            <li key={path}>
              <Link
                to={path}
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
