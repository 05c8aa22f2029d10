/** Query keys of conversations; labels and comments are part of both lists and dialogs. */
export const conversationKeys = {
  all: ['conversations'],
  list: (...parts: readonly unknown[]) => ['conversations', 'list', ...parts],
  dialog: (...parts: readonly unknown[]) => ['conversations', 'dialog', ...parts],
} as const;
