import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Page with a message and optional actions. */
export function Notice({ title, text, children }: NoticeProps) {
  return (
    <Center component="section" mih="60dvh" p="md">
      <title>{`${title} · Parley`}</title>
      <Stack gap="sm" align="start" maw={520}>
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{text}</Text>
        {children}
      </Stack>
    </Center>
  );
}
