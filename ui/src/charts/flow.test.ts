import { expect, test } from 'vitest';
import { flow } from './flow';

test('what ways have in common flows together', () => {
  const { nodes, links } = flow([
    { steps: ['/a', '/b'], end: 'done', count: 3 },
    { steps: ['/a', '/c'], end: 'done', count: 2 },
  ]);
  expect(nodes.map(({ name, count }) => [name, count])).toEqual([
    ['/a', 5],
    ['/b', 3],
    ['done', 5],
    ['/c', 2],
  ]);
  expect(links.map(({ from, to, count }) => [from, to, count])).toEqual([
    ['0 /a', '1 /b', 3],
    ['1 /b', '2 done', 3],
    ['0 /a', '1 /c', 2],
    ['1 /c', '2 done', 2],
  ]);
});

test('ends stand in one column, however long the ways are', () => {
  const { nodes } = flow([
    { steps: ['/a'], end: 'done', count: 1 },
    { steps: ['/a', '/b', '/c'], end: 'gone', count: 1 },
  ]);
  expect(nodes.filter(({ place }) => place === 3).map(({ name }) => name)).toEqual(['done', 'gone']);
});

test('a step that is come back to is another node each time, so nothing runs in a circle', () => {
  const { nodes, links } = flow([{ steps: ['/a', '/b', '/a'], end: '/a', count: 1 }]);
  expect(nodes.map(({ id }) => id)).toEqual(['0 /a', '1 /b', '2 /a', '3 /a']);
  expect(links).toHaveLength(3);
});
