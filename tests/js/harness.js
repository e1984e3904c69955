// @ts-check
/** The pure scripts behind one object, for tests and measurements: everything goes in and comes out as plain JSON. */

import * as clipboard from "/static/js/clipboard.js";
import { scaleFigures, unscaled } from "/static/js/figures.js";
import * as marks from "/static/js/marks.js";
import * as numbers from "/static/js/numbers.js";
import { Headings, ordinal } from "/static/js/outline.js";
import { plan } from "/static/js/place.js";
import { cellFindings, evaluateAll } from "/static/js/relations.js";
import { fromHtml, fromPlain, readText } from "/static/js/wordpaste.js";
import { LiveFigures, computed, declaredTotals, settle } from "/static/js/totals.js";

/** @param {Record<string, bigint | null>} values */
function texts(values) {
  const entries = Object.entries(values).map(([cell, value]) => [cell, value === null ? null : unscaled(value)]);
  return Object.fromEntries(entries);
}

/** What the browser makes of one report: the same shape as tests/standards/parity.py `outcome`. */
function outcome(edition, report) {
  const values = scaleFigures(report.figures);
  const prev = scaleFigures(report.prev);
  const settled = settle(edition, values, scaleFigures(report.changes));
  const live = new LiveFigures(edition, values, { prev });
  live.change(scaleFigures(report.changes));
  const after = evaluateAll(edition, settled, { prev });
  if (JSON.stringify([live.findings, live.states]) !== JSON.stringify([after.findings, after.states])) {
    throw new Error("evaluating only what changed gives another result than evaluating everything");
  }
  return {
    ...evaluateAll(edition, values, { prev }),
    computed: texts(computed(edition, values)),
    declared: Array.from(declaredTotals(edition, values)).sort(),
    settled: texts(settled),
    after: after.findings,
  };
}

/** The outcome of many reports, from JSON to JSON. */
function outcomes(text) {
  const [edition, reports] = JSON.parse(text);
  return JSON.stringify(reports.map((report) => outcome(edition, report)));
}

/** Milliseconds for all relations of one report, the median of many rounds; `blank` cells are null. */
function relationsBench(edition, figures, rounds = 200) {
  const values = scaleFigures(figures);
  return median(rounds, () => evaluateAll(edition, values));
}

/** Milliseconds from the text of one cell to the findings it changes. */
function keystrokeBench(edition, figures, address, rounds = 200) {
  const live = new LiveFigures(edition, scaleFigures(figures));
  let turn = 0;
  return median(rounds, () => {
    turn += 1;
    const read = numbers.parseNumber(String(turn % 7));
    live.change(scaleFigures({ [address]: read.value }));
    return live.findings;
  });
}

function median(rounds, work) {
  const times = [];
  // The clock of a page is coarse: one round is a hundred runs.
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let run = 0; run < 100; run += 1) {
      work();
    }
    times.push((performance.now() - start) / 100);
  }
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)];
}

const outline = (patterns, text) => new Headings(patterns).outline(text);

Object.assign(window, { core: { ...numbers, ...clipboard, ...marks, outline, ordinal, fromHtml, fromPlain, readText, plan, cellFindings, outcomes, relationsBench, keystrokeBench } });
document.documentElement.dataset.ready = "true";
