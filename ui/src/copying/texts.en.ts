export const copying = {
  copy: 'Copy',
  copied: 'Copied',
  copyOf: 'Copy: {{name}}',
} as const;
