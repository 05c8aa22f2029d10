import { ActionIcon, Button, Group, Textarea, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconMessageCirclePlus, IconNote, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { ProblemAlert } from '../problems/ProblemAlert';
import { useProject } from '../scope/useScope';
import { useMayChange } from '../session/useMayChange';
import classes from './Comment.module.css';
import { conversationKeys } from '../api/conversationKeys';
import { Marked } from './Marked';
import type { Message } from './reply';

interface CommentProps {
  readonly message: Message;
  readonly botId: string;
  readonly words: readonly string[];
}

/** Comment on a message, with inline editing. */
export function Comment({ message: { questionId, comment }, botId, words }: CommentProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const project = useProject();
  const mayChange = useMayChange();
  const [writing, setWriting] = useState(false);
  const path = { questionId };
  const query = { botId, projectShortName: project };
  const changed = () => {
    setWriting(false);
    return cache.invalidateQueries({ queryKey: conversationKeys.all });
  };
  const saving = useMutation({
    mutationFn: (text: string) =>
      text.trim() === ''
        ? call('DELETE', '/api/v1/reporter/comments/{questionId}', { path, query })
        : call('POST', '/api/v1/reporter/comments/{questionId}', { path, query, body: { comment: text.trim() } }),
    onSuccess: changed,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    saving.mutate(new FormData(event.currentTarget).get('comment') as string);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setWriting(false);
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.currentTarget.form?.requestSubmit();
    }
  };
  if (writing) {
    return (
      <form className={classes.form} onSubmit={submit}>
        <Textarea
          name="comment"
          aria-label={t('conversation.comment')}
          placeholder={t('conversation.commentHint')}
          defaultValue={comment ?? ''}
          autosize
          minRows={2}
          autoFocus
          onKeyDown={keys}
        />
        {saving.error && <ProblemAlert problem={saving.error} />}
        <Group gap="xs" justify="flex-end" mt={4}>
          <Button variant="default" onClick={() => setWriting(false)}>
            {t('forms.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('conversation.saveComment')}
          </Button>
        </Group>
      </form>
    );
  }
  if (comment !== undefined) {
    return (
      <div className={classes.comment}>
        <IconNote size={14} role="img" aria-label={t('conversation.comment')} />
        <span>
          <Marked text={comment} words={words} />
        </span>
        {mayChange && (
          <>
            <ActionIcon size="sm" aria-label={t('conversation.changeComment')} onClick={() => setWriting(true)}>
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon size="sm" aria-label={t('conversation.removeComment')} onClick={() => saving.mutate('')}>
              <IconTrash size={14} />
            </ActionIcon>
          </>
        )}
      </div>
    );
  }
  return mayChange ? (
    <div className={classes.add}>
      <Tooltip label={t('conversation.addComment')}>
        <ActionIcon size="sm" aria-label={t('conversation.addComment')} onClick={() => setWriting(true)}>
          <IconMessageCirclePlus size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  ) : null;
}
