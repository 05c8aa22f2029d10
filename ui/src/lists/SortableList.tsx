import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moved } from './moved';
import classes from './SortableList.module.css';

interface SortableListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => number;
  readonly nameOf: (item: Item) => string;
  /** Absent without the permission to reorder. */
  readonly onOrder?: ((items: readonly Item[]) => void) | undefined;
  readonly children: (item: Item) => ReactNode;
}

/** List with reordering by drag and drop, or by arrow keys on the handles. */
export function SortableList<Item>({ label, items, keyOf, nameOf, onOrder, children }: SortableListProps<Item>) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number>();
  const [target, setTarget] = useState<number>();
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) {
      return;
    }
    onOrder?.(moved(items, from, to));
    setSaid(t('lists.movedTo', { name: nameOf(item), place: to + 1, count: items.length }));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(index, index + step);
    }
  };
  const end = () => {
    setDragged(undefined);
    setTarget(undefined);
  };
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={keyOf(item)}
            className={classes.item}
            data-dragged={dragged === index || undefined}
            data-target={target === index && dragged !== index ? (dragged! < index ? 'below' : 'above') : undefined}
            onDragOver={(event) => {
              if (dragged !== undefined) {
                event.preventDefault();
                setTarget(index);
              }
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== undefined) {
                move(dragged, index);
              }
              end();
            }}
          >
            {onOrder && (
              <ActionIcon
                className={classes.handle}
                aria-label={t('lists.moveOf', { name: nameOf(item) })}
                title={t('lists.moveHint')}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', nameOf(item));
                  setDragged(index);
                }}
                onDragEnd={end}
                onKeyDown={(event) => onKeyDown(event, index)}
              >
                <IconGripVertical size={16} />
              </ActionIcon>
            )}
            <div className={classes.content}>{children(item)}</div>
          </li>
        ))}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}
