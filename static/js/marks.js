// @ts-check
/**
 * 联动数字的位置: where linked numbers stand in a text that is being typed; pure, no page needed.
 *
 * The page shows a text as it is typed, the server stores it tidied (no blank lines, no spaces at line ends) and counts
 * characters where scripts count UTF-16 units. The server's answer is the truth; between two answers the marks are
 * moved along by what the two texts have in common at their beginning and end.
 *
 * @typedef {{id: number, start: number, end: number}} Mark an id below 0 is a place, not a number
 */

/** Where marks are after one edit; a mark that was touched is gone.
 * @template {Mark} M @param {M[]} marks @param {string} before @param {string} after @returns {M[]} */
export function shift(marks, before, after) {
  if (before === after) {
    return marks;
  }
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) {
      return [mark];
    }
    return mark.start >= before.length - tail ? [{ ...mark, start: mark.start + moved, end: mark.end + moved }] : [];
  }).filter((mark) => mark.id < 0 || alone(after, mark.start, mark.end));
}

/** Whether a number is a whole number of the text, not some digits of a longer one. The twin of
 * govreport/reports/anchoring.py `stands_alone`. @param {string} text @param {number} start @param {number} end */
export function alone(text, start, end) {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 2);
  return !/(?:\p{Nd}|\p{Nd}[.,．，]|(?<![0-9A-Za-z０-９])[-－])$/u.test(before) && !/^(?:\p{Nd}|[.．,]\p{Nd})/u.test(after);
}

/** The position in the stored text that belongs to one in the text as typed. @param {string} typed
 * @param {string} stored @param {number} at */
export function toStored(typed, stored, at) {
  let place = 0;
  for (let index = 0; index < at && place < stored.length; index += 1) {
    if (typed[index] === stored[place]) {
      place += 1;
    }
  }
  return place;
}

/** The other way round. @param {string} typed @param {string} stored @param {number} at */
export function fromStored(typed, stored, at) {
  let place = 0;
  for (let index = 0; index < typed.length; index += 1) {
    if (typed[index] === stored[place]) {
      if (place === at) {
        return index;
      }
      place += 1;
    }
  }
  return typed.length;
}

/** Whether two texts say the same but for white space. @param {string} one @param {string} other */
export function same(one, other) {
  return one === other || one.replace(/\s/g, "") === other.replace(/\s/g, "");
}

/** UTF-16 units before a character. @param {string} text @param {number} points */
export function units(text, points) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(0, points).join("").length : points;
}

/** Characters before a UTF-16 unit. @param {string} text @param {number} at */
export function points(text, at) {
  return Array.from(text.slice(0, at)).length;
}

/** The text with other numbers at its marks, and the marks then.
 * @template {Mark} M @param {string} text @param {M[]} marks in order @param {Map<number, string>} numbers by id */
export function renumber(text, marks, numbers) {
  let made = "";
  let last = 0;
  const moved = marks.map((mark) => {
    const number = numbers.get(mark.id) ?? text.slice(mark.start, mark.end);
    made += text.slice(last, mark.start) + number;
    last = mark.end;
    return { ...mark, start: made.length - number.length, end: made.length };
  });
  return { text: made + text.slice(last), marks: moved };
}
