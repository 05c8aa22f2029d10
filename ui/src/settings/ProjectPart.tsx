import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../problems/Loaded';
import { useProject } from '../scope/useScope';
import { useSession } from '../session/useSession';
import { Cleanup } from './Cleanup';
import { projectQuery } from './queries';
import { Properties } from './ProjectProperties';
import { Channels } from './Channels';
import { Projects } from './Projects';

/** The chosen project with its channels, and the account's other projects. */
export function ProjectPart() {
  const projectShortName = useProject();
  const project = useQuery(projectQuery(projectShortName));
  const administrator = useSession().user.role === 'ADMIN';
  return (
    <>
      <Loaded query={project}>
        {(found) => (
          <>
            <Properties key={found.shortName} project={found} mayChange={administrator} />
            <Channels projectShortName={found.shortName} mayChange={administrator} />
            <Cleanup projectShortName={found.shortName} mayChange={administrator} />
          </>
        )}
      </Loaded>
      <Projects mayAdd={administrator} />
    </>
  );
}
