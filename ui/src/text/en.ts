import * as clients from '../clients/texts.en';
import * as conversation from '../conversation/texts.en';
import * as copying from '../copying/texts.en';
import * as dialogs from '../dialogs/texts.en';
import * as experiments from '../experiments/texts.en';
import * as filters from '../filters/texts.en';
import * as forms from '../forms/texts.en';
import * as labelling from '../labelling/texts.en';
import * as labels from '../labels/texts.en';
import * as language from '../language/texts.en';
import * as layout from '../layout/texts.en';
import * as lists from '../lists/texts.en';
import * as login from '../login/texts.en';
import * as navigation from '../navigation/texts.en';
import * as notifications from '../notifications/texts.en';
import * as outcomes from '../outcomes/texts.en';
import * as overview from '../overview/texts.en';
import * as palette from '../palette/texts.en';
import * as problems from '../problems/texts.en';
import * as reports from '../reports/texts.en';
import * as routing from '../routing/texts.en';
import * as scope from '../scope/texts.en';
import * as session from '../session/texts.en';
import * as settings from '../settings/texts.en';
import * as start from '../start/texts.en';
import * as tasks from '../tasks/texts.en';
import * as theme from '../theme/texts.en';

/** English texts, one line for each feature. They define the keys of all languages. */
export const en = {
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
} as const;
