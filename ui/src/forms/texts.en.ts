export const forms = {
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  delete: 'Delete',
  rename: 'Rename',
  renameOf: 'Rename {{name}}',
  newName: 'New name for {{name}}',
} as const;
