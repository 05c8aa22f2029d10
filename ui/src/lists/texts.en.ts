export const lists = {
  most: 'The first {{most}} of {{total}} are shown. Filter to get to the others.',
  moveOf: 'Move {{name}}',
  moveHint: 'Drag, or press the up and down arrows',
  movedTo: '{{name}} is now {{place}} of {{count}}',
  previous: 'Newer',
  next: 'Older',
} as const;
