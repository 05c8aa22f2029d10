import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * What a {@link QuestionDialog} needs to ask about one thing of many, and to do what was asked when the answer is yes.
 *
 * @param act what to do
 * @param onDone when it was done
 */
export function useQuestion<Thing>(act: (thing: Thing) => Promise<unknown>, onDone: () => unknown) {
  // Outlives the dialog, so that its words stay while it fades out.
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
