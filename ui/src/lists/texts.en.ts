export const lists = {
  most: 'The first {{most}} of {{total}} are shown. Filter to get to the others.',
} as const;
