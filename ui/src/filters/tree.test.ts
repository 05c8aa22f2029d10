import { expect, test } from 'vitest';
import type { FilterOption } from './filter';
import { inTreeOrder } from './tree';

function option(value: string, parentValue?: string): FilterOption {
  return { value, label: value, isSelected: false, ...(parentValue !== undefined && { parentValue }) };
}

const options = [option('/a'), option('/b'), option('/a/c', '/a'), option('/b/d', '/b'), option('/a/c/e', '/a/c')];

test('each branch is right below its stem', () => {
  expect(inTreeOrder(options, false).map(({ option, depth }) => `${depth} ${option.value}`)).toEqual([
    '0 /a',
    '1 /a/c',
    '2 /a/c/e',
    '0 /b',
    '1 /b/d',
  ]);
});

test('what a search found is a list', () => {
  expect(inTreeOrder(options.slice(2), true).map(({ depth }) => depth)).toEqual([0, 0, 0]);
});

test('a branch whose stem did not fit stands by itself', () => {
  expect(inTreeOrder([option('/x/y', '/x')], false)).toHaveLength(1);
});
