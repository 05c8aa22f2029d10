import { expect, test } from 'vitest';
import { byGroup, placesOf } from './catalogue';

test('places count from 1', () => {
  expect(placesOf([{ id: 9 }, { id: 7 }])).toEqual([
    { id: 9, newPriority: 1 },
    { id: 7, newPriority: 2 },
  ]);
});

test('a group without labels is there, too', () => {
  const drinks = { id: 1, name: 'Drinks' };
  const food = { id: 2, name: 'Food' };
  const tea = { id: 10, name: 'tea', priority: 1, group: drinks };
  expect(byGroup([food, drinks], [tea])).toEqual([
    { group: food, labels: [] },
    { group: drinks, labels: [tea] },
  ]);
});
