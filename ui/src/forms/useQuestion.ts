import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * Returns the state of a {@link QuestionDialog} about one item of a list; runs the action when the user confirms.
 *
 * @param act the action
 * @param onDone called after success
 */
export function useQuestion<Thing>(act: (thing: Thing) => Promise<unknown>, onDone: () => unknown) {
  // Kept after closing, so that the text stays during the fade-out.
  const [thing, setThing] = useState<Thing>();
  const [opened, dialog] = useDisclosure(false);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: act,
    onSuccess: () => {
      dialog.close();
      return onDone();
    },
  });
  return {
    thing,
    ask: (about: Thing) => {
      reset();
      setThing(about);
      dialog.open();
    },
    dialog: {
      opened,
      busy: isPending,
      problem: error,
      onYes: () => {
        if (thing !== undefined) {
          mutate(thing);
        }
      },
      onNo: dialog.close,
    },
  };
}
