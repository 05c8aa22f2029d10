import { expect, test } from 'vitest';
import { csv, shown } from './figures';

const columns = [{ title: 'Result' }, { title: 'Sessions', numeric: true }];

test('numbers are written in full, missing ones as nothing', () => {
  expect(
    csv({
      columns,
      rows: [
        ['Done', 0.1234567],
        ['Gone', null],
      ],
    }),
  ).toBe('Result,Sessions\r\nDone,0.1234567\r\nGone,\r\n');
});

test('commas, quotes and new lines stay within their field', () => {
  expect(
    csv({
      columns,
      rows: [
        ['a,b', 1],
        ['say "hi"', 2],
        ['two\nlines', 3],
      ],
    }),
  ).toBe('Result,Sessions\r\n"a,b",1\r\n"say ""hi""",2\r\n"two\nlines",3\r\n');
});

test('no text becomes a formula', () => {
  expect(
    csv({
      columns,
      rows: [
        ['=HYPERLINK("x")', -1],
        ['+7', 1],
        ['@a', 1],
        ['-b', 1],
      ],
    }),
  ).toBe('Result,Sessions\r\n"\'=HYPERLINK(""x"")",-1\r\n\'+7,1\r\n\'@a,1\r\n\'-b,1\r\n');
});

test('a missing figure reads as a dash, any other as its column says', () => {
  expect(shown({ title: 'Share', format: (cell) => `${Number(cell) * 100} %` }, 0.25)).toBe('25 %');
  expect(shown({ title: 'Share' }, null)).toBe('—');
  expect(shown({ title: 'Share' }, 3)).toBe('3');
});
