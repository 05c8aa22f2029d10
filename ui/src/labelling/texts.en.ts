export const labelling = {
  labels: 'Labels',
  find: 'Find a label',
  none: 'There are no labels yet. Create some under Labels.',
  change: 'Change labels',
  set: 'Save',
  held: '{{name}} (on {{count}} of {{all}})',
  putOn: 'Put on',
  takeOff: 'Take off',
  many_one: 'Label {{count}}',
  many_other: 'Label {{count}}',
} as const;
