export const theme = {
  name: 'Theme',
  light: 'Light',
  dark: 'Dark',
  auto: 'As the system',
} as const;
