import * as clients from '../clients/texts.ru';
import * as conversation from '../conversation/texts.ru';
import * as copying from '../copying/texts.ru';
import * as dialogs from '../dialogs/texts.ru';
import * as experiments from '../experiments/texts.ru';
import * as filters from '../filters/texts.ru';
import * as forms from '../forms/texts.ru';
import * as labelling from '../labelling/texts.ru';
import * as labels from '../labels/texts.ru';
import * as language from '../language/texts.ru';
import * as layout from '../layout/texts.ru';
import * as lists from '../lists/texts.ru';
import * as login from '../login/texts.ru';
import * as navigation from '../navigation/texts.ru';
import * as notifications from '../notifications/texts.ru';
import * as outcomes from '../outcomes/texts.ru';
import * as overview from '../overview/texts.ru';
import * as palette from '../palette/texts.ru';
import * as problems from '../problems/texts.ru';
import * as reports from '../reports/texts.ru';
import * as routing from '../routing/texts.ru';
import * as scope from '../scope/texts.ru';
import * as session from '../session/texts.ru';
import * as settings from '../settings/texts.ru';
import * as start from '../start/texts.ru';
import * as tasks from '../tasks/texts.ru';
import * as theme from '../theme/texts.ru';
import type { Russian } from '../language/translation';
import type { en } from './en';

/** Russian texts. */
export const ru: Russian<typeof en> = {
  ...clients,
  ...conversation,
  ...copying,
  ...dialogs,
  ...experiments,
  ...filters,
  ...forms,
  ...labelling,
  ...labels,
  ...language,
  ...layout,
  ...lists,
  ...login,
  ...navigation,
  ...notifications,
  ...outcomes,
  ...overview,
  ...palette,
  ...problems,
  ...reports,
  ...routing,
  ...scope,
  ...session,
  ...settings,
  ...start,
  ...tasks,
  ...theme,
};
