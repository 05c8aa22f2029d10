import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../problems/Notice';
import { useScopeChange } from '../scope/useScope';
import { useSession } from '../session/useSession';

/** Number of projects that are offered instead; the menu above has all of them. */
const OFFERED = 5;

/** Says that the address names a project that does not exist or is out of reach. */
export function UnknownProject({ project }: { readonly project: string }) {
  const { t } = useTranslation();
  const { projects } = useSession();
  const { chooseProject } = useScopeChange();
  return (
    <Notice title={t('layout.unknownProject', { project })} text={t('layout.unknownProjectHint')}>
      <Group gap="xs">
        {projects.slice(0, OFFERED).map(({ shortName, name }) => (
          <Button key={shortName} variant="default" onClick={() => chooseProject(shortName)}>
            {name}
          </Button>
        ))}
      </Group>
    </Notice>
  );
}
