import * as clients from '../clients/texts.ru';
import * as conversation from '../conversation/texts.ru';
import * as dialogs from '../dialogs/texts.ru';
import * as experiments from '../experiments/texts.ru';
import * as filters from '../filters/texts.ru';
import * as frame from '../frame/texts.ru';
import * as labels from '../labels/texts.ru';
import * as overview from '../overview/texts.ru';
import * as labelling from '../labelling/texts.ru';
import * as reports from '../reports/texts.ru';
import * as lists from '../lists/texts.ru';
import * as outcomes from '../outcomes/texts.ru';
import * as palette from '../palette/texts.ru';
import * as scope from '../scope/texts.ru';
import * as session from '../session/texts.ru';
import * as settings from '../settings/texts.ru';
import * as start from '../start/texts.ru';
import * as tasks from '../tasks/texts.ru';
import type { en } from './en';
import type { Russian } from './translation';

/** Russian texts. */
export const ru: Russian<typeof en> = {
  ...clients,
  ...conversation,
  ...dialogs,
  ...experiments,
  ...filters,
  ...frame,
  ...labels,
  ...overview,
  ...labelling,
  ...reports,
  ...lists,
  ...outcomes,
  ...palette,
  ...scope,
  ...session,
  ...settings,
  ...start,
  ...tasks,
};
