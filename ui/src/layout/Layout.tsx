import { ActionIcon, Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { basePath } from '../api/base';
import { LanguageMenu } from '../language/LanguageMenu';
import { Rail } from '../navigation/Rail';
import { useSection } from '../navigation/useSection';
import { Notifications } from '../notifications/Notifications';
import { Palette } from '../palette/Palette';
import { keepPreference, readPreference } from '../preferences/preference';
import { Notice } from '../problems/Notice';
import { PeriodMenu } from '../scope/PeriodMenu';
import { ProjectMenu } from '../scope/ProjectMenu';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { FirstRun } from '../start/FirstRun';
import { useIsEmpty } from '../start/useIsEmpty';
import { TaskButton } from '../tasks/TaskButton';
import { ThemeMenu } from '../theme/ThemeMenu';
import { AccountMenu } from './AccountMenu';
import { ConnectionBar } from './ConnectionBar';
import { UnknownProject } from './UnknownProject';
import classes from './Layout.module.css';

/** Layout of every section: the header, and the navigation on the left (behind a button on narrow screens). */
export function Layout() {
  const { t } = useTranslation();
  const session = useSession();
  const hasProjects = session.projects.length > 0;
  const section = useSection();
  // A page below a section shows one thing, whatever the period.
  const isList = useLocation().pathname === section?.path;
  const [narrow, setNarrow] = useNarrowRail();
  const [drawerOpen, drawer] = useDisclosure(false);
  const RailIcon = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('layout.skip')}
      </a>
      <header className={classes.bar}>
        <Burger
          className={classes.burger}
          size="sm"
          opened={drawerOpen}
          onClick={drawer.toggle}
          aria-label={t('navigation.openSections')}
        />
        <Link to="/" className={classes.name}>
          <img src={`${basePath}/favicon.svg`} alt="Parley" width={20} height={20} />
          <span className={classes.wide} aria-hidden>
            Parley
          </span>
        </Link>
        {hasProjects && <ProjectMenu />}
        <div className={classes.menus}>
          {section?.period && isList && hasProjects && <PeriodMenu />}
          <Palette />
          <TaskButton />
          <div className={classes.wide}>
            <LanguageMenu />
            <ThemeMenu />
          </div>
          <AccountMenu session={session} />
        </div>
      </header>
      <aside className={classes.rail} data-narrow={narrow || undefined}>
        <Rail narrow={narrow} />
        <ActionIcon
          size="lg"
          aria-label={t(narrow ? 'navigation.expand' : 'navigation.collapse')}
          aria-expanded={!narrow}
          onClick={() => setNarrow(!narrow)}
        >
          <RailIcon size={18} />
        </ActionIcon>
      </aside>
      <Drawer
        opened={drawerOpen}
        onClose={drawer.close}
        size={240}
        padding="sm"
        title={t('navigation.sections')}
        closeButtonProps={{ 'aria-label': t('forms.close') }}
      >
        <Rail onLeave={drawer.close} />
        <div className={classes.drawerMenus}>
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </Drawer>
      <main id="content" tabIndex={-1} className={classes.content}>
        <Content />
      </main>
      <ConnectionBar />
      <Notifications />
    </div>
  );
}

/** The section's content, or the first steps for an account without data. */
function Content() {
  const { t } = useTranslation();
  const { projects } = useSession();
  const section = useSection();
  const project = useProject();
  const known = projects.some(({ shortName }) => shortName === project);
  const empty = useIsEmpty(section?.period && known ? project : '');
  if (projects.length === 0 && section && !section.withoutProject) {
    return <Notice title={t('layout.noProjects')} text={t('layout.noProjectsHint')} />;
  }
  if (!known && section && !section.withoutProject) {
    return <UnknownProject project={project} />;
  }
  return empty ? <FirstRun projectShortName={project} /> : <Outlet />;
}

function useNarrowRail(): [boolean, (narrow: boolean) => void] {
  const [narrow, setNarrow] = useState(() => readPreference('rail') === 'narrow');
  return [
    narrow,
    (chosen) => {
      setNarrow(chosen);
      keepPreference('rail', chosen ? 'narrow' : 'wide');
    },
  ];
}
