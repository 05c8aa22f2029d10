export const language = {
  name: 'Language',
} as const;
