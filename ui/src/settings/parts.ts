/** The parts of the settings in their order, with a mark for administrators only. */
export const parts = {
  project: {},
  tokens: { administrators: true },
  people: { administrators: true },
  password: {},
  quarantine: { administrators: true },
  webhooks: { administrators: true },
  about: { administrators: true },
} as const satisfies Readonly<Record<string, { administrators?: boolean }>>;

export type Part = keyof typeof parts;

export function isPart(text: string): text is Part {
  return Object.hasOwn(parts, text);
}

export function partsFor(administrator: boolean): Part[] {
  return (Object.keys(parts) as Part[]).filter((part) => administrator || !('administrators' in parts[part]));
}

/** Entities that the settings can create in dialogs. */
export const NEW = ['token', 'person', 'channel', 'webhook', 'project'] as const;

export type New = (typeof NEW)[number];
