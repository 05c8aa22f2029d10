import { ActionIcon, Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { basePath } from '../api/base';
import { Notes } from '../notes/Notes';
import { Palette } from '../palette/Palette';
import { PeriodMenu } from '../scope/PeriodMenu';
import { ProjectMenu } from '../scope/ProjectMenu';
import type { Session } from '../session/session';
import { useProject } from '../scope/useScope';
import { FirstRun } from '../start/FirstRun';
import { useIsEmpty } from '../start/useIsEmpty';
import { TaskButton } from '../tasks/TaskButton';
import { AccountMenu } from './AccountMenu';
import classes from './Frame.module.css';
import { LanguageMenu } from './LanguageMenu';
import { Notice } from './Notice';
import { keepPreference, readPreference } from './preference';
import { Rail } from './Rail';
import { footSections, type Section, sections } from './sections';
import { ThemeMenu } from './ThemeMenu';

/** Layout of every section: the header, and the navigation on the left (behind a button on narrow screens). */
export function Frame({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const { projects } = session;
  const section = useSection();
  const [narrow, setNarrow] = useNarrowRail();
  const [drawerOpen, drawer] = useDisclosure(false);
  const RailIcon = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('frame.skip')}
      </a>
      <header className={classes.bar}>
        <Burger
          className={classes.burger}
          size="sm"
          opened={drawerOpen}
          onClick={drawer.toggle}
          aria-label={t('frame.openSections')}
        />
        <Link to="/" className={classes.name}>
          <img src={`${basePath}/favicon.svg`} alt="Parley" width={20} height={20} />
          <span className={classes.wide} aria-hidden>
            Parley
          </span>
        </Link>
        {projects.length > 0 && <ProjectMenu />}
        <div className={classes.menus}>
          {section?.period && projects.length > 0 && <PeriodMenu />}
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
          aria-label={t(narrow ? 'frame.expand' : 'frame.collapse')}
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
        title={t('frame.sections')}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
      >
        <Rail onLeave={drawer.close} />
        <div className={classes.drawerMenus}>
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </Drawer>
      <main id="content" tabIndex={-1} className={classes.content}>
        <Content session={session} section={section} />
      </main>
      <Notes />
    </div>
  );
}

/** Returns the current section. */
function useSection(): Section | undefined {
  const { pathname } = useLocation();
  return [...sections, ...footSections].find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The section's content, or the first steps for an account without data. */
function Content({
  session: { projects },
  section,
}: {
  readonly session: Session;
  readonly section: Section | undefined;
}) {
  const project = useProject();
  const empty = useIsEmpty(section?.period ? project : '');
  if (projects.length === 0 && section && !section.withoutProject) {
    return <NoProjects />;
  }
  return empty ? <FirstRun projectShortName={project} /> : <Outlet />;
}

function NoProjects() {
  const { t } = useTranslation();
  return <Notice title={t('frame.noProjects')} text={t('frame.noProjectsHint')} />;
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
