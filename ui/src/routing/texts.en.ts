export const routing = {
  unreadable: 'A part of the address has no meaning and is ignored: {{parts}}.',
  part: { period: 'the period', zone: 'the time zone', filters: 'the filters' },
} as const;
