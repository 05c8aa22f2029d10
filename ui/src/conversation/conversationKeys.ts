/** The keys of what the cache holds of conversations: labels and comments show in lists and in dialogs alike. */
export const conversationKeys = {
  all: ['conversations'],
  list: (...parts: readonly unknown[]) => ['conversations', 'list', ...parts],
  dialog: (...parts: readonly unknown[]) => ['conversations', 'dialog', ...parts],
} as const;
