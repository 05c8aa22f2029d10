import { expect, test } from 'vitest';
import { sparkline } from './sparkline';

test('the highest value is at the top, 0 at the bottom', () => {
  expect(sparkline([0, 10, 5], 100, 22)).toEqual(['0,21 50,1 100,11']);
});

test('where there is no value there is a gap', () => {
  expect(sparkline([1, 1, null, 1, 1], 100, 22)).toEqual(['0,1 25,1', '75,1 100,1']);
});

test('a value between gaps can still be seen', () => {
  expect(sparkline([null, 2, null], 100, 22)).toEqual(['49.5,1 50.5,1']);
});

test('nothing but zeros is a line at the bottom', () => {
  expect(sparkline([0, 0], 100, 22)).toEqual(['0,21 100,21']);
});

test('nothing at all is no line', () => {
  expect(sparkline([null, null], 100, 22)).toEqual([]);
  expect(sparkline([], 100, 22)).toEqual([]);
});
