import * as vega from 'vega'
import { compile } from 'vega-lite'
import { DOES } from './does.mjs'

const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif'
const OURS = '#0f766e'
const OTHERS = '#64748b'
const INK = '#1e293b'
const FAINT = '#e2e8f0'
const DASHED = '#94a3b8'
const PAPER = '#ffffff'
/** The same where the reader's system is dark: each colour, and what it becomes. */
const AT_NIGHT = {
  [OURS]: '#2dd4bf',
  [OTHERS]: '#94a3b8',
  [INK]: '#e2e8f0',
  [FAINT]: '#27303f',
  [DASHED]: '#64748b',
  [PAPER]: '#0d1117',
}
const OUR_SCRIPTS = { affiliate: 'affiliate.js', full: 'affiliate.full.js' }
const PLAIN = 'a page view'
const CLICK = 'a landing with a click'
const PANEL = { width: 230, height: { step: 28 } }

/**
 * The picture of docs/performance.md, as SVG: what each script does, how large it is, and what it costs. The same for the same results.
 *
 * One file has both looks, as a picture in a page knows the reader's preference: so Markdown's own syntax does, which npm
 * shows too.
 */
export async function renderPicture(results) {
  // Ids of clip paths count on from picture to picture.
  vega.resetSVGDefIds()
  const view = new vega.View(vega.parse(compile(createSpec(results)).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return `${svg.replace('>', `>${createNight()}`)}\n`
}

/** A rule of a style sheet stands above the attributes that vega writes. */
function createNight() {
  const rules = Object.entries(AT_NIGHT).flatMap(([day, night]) =>
    ['fill', 'stroke'].map((property) => `[${property}="${day}"]{${property}:${night}}`),
  )
  return `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`
}

function createSpec(results) {
  const rows = results.variants.flatMap(toRow)
  const empty = results.variants.find(({ name }) => name === 'empty')
  const order = [...new Set([...rows].sort((one, other) => one.gzip - other.gzip).map(({ script }) => script))]
  const y = (axis) => ({ field: 'script', type: 'nominal', sort: order, title: null, axis })
  const isOurs = "indexof(datum.value, 'affiliate.') === 0"
  const labels = {
    labelLimit: 0,
    labelPadding: 10,
    labelColor: { condition: { test: isOurs, value: OURS }, value: INK },
    labelFontWeight: { condition: { test: isOurs, value: 'bold' }, value: 'normal' },
  }
  const chromium = results.chromium.split('.')[0]
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: PAPER,
    padding: 16,
    title: {
      text: 'What a script costs the page: smaller is better',
      subtitle: [
        `Medians of ${results.rounds} rounds in Chromium ${chromium} with 95 % intervals, on logarithmic scales`,
        `● ${PLAIN}   ○ ${CLICK}; for js-cookie, one cookie set`,
      ],
    },
    data: { values: rows },
    hconcat: [
      createWords(y(labels)),
      createBytes(y({ labels: false })),
      createTimes(y({ labels: false }), empty.evalMs.value),
    ],
    // Not by how wide a text may be: without a canvas that is a guess, and a wide one.
    bounds: 'flush',
    spacing: 24,
    config: CONFIG,
  }
}

const CONFIG = {
  font: FONT,
  view: { stroke: null },
  title: {
    anchor: 'start',
    offset: 22,
    color: INK,
    fontSize: 16,
    subtitleColor: OTHERS,
    subtitleFontSize: 12,
    subtitleLineHeight: 17,
    subtitlePadding: 6,
  },
  axis: {
    domain: false,
    ticks: false,
    grid: true,
    gridColor: FAINT,
    labelColor: OTHERS,
    labelFontSize: 12,
    titleColor: INK,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 10,
  },
}

/** A script's variants share its line: then the page view's figure stands on the left, the other's on the right. */
function toRow({ name, gzip, evalMs }, _, variants) {
  const [base, variant] = name.split(', ')
  if (base === 'empty' || base === 'against' || name.endsWith('beside')) return []
  const script = OUR_SCRIPTS[base] ?? base
  const who = base in OUR_SCRIPTS ? 'ours' : 'others'
  const side = !variant && variants.some((other) => other.name.startsWith(`${base}, `)) ? 'left' : 'right'
  const label = evalMs.value.toFixed(evalMs.value < 10 ? 2 : 1)
  return [{ script, who, does: DOES[script] ?? '', what: variant ? CLICK : PLAIN, gzip, ...evalMs, label, side }]
}

const color = {
  field: 'who',
  type: 'nominal',
  scale: { domain: ['ours', 'others'], range: [OURS, OTHERS] },
  legend: null,
}
const point = { type: 'point', filled: true, size: 90, opacity: 1 }

function createWords(y) {
  return {
    ...PANEL,
    width: 250,
    transform: [{ filter: `datum.what === '${PLAIN}'` }],
    mark: { type: 'text', align: 'left', fontSize: 11 },
    encoding: { y: { ...y, axis: { ...y.axis, grid: false } }, x: { value: 0 }, text: { field: 'does' }, color },
  }
}

function createBytes(y) {
  const x = createScale('gzip', 'bytes, gzip', [500, 400_000], [1000, 10_000, 100_000], '~s')
  const text = { field: 'gzip', type: 'quantitative', format: ',' }
  return {
    ...PANEL,
    transform: [{ filter: `datum.what === '${PLAIN}'` }],
    encoding: { y, x, color },
    layer: [{ mark: point }, { mark: createText('right'), encoding: { text } }],
  }
}

function createTimes(y, emptyMs) {
  const x = createScale('value', 'CPU time of evaluation, ms', [0.1, 200], [0.1, 1, 10, 100], '~g')
  const isHollow = { test: `datum.what === '${CLICK}'`, value: PAPER }
  const figures = (side, field) => ({
    transform: [{ filter: `datum.side === '${side}'` }],
    mark: createText(side),
    encoding: { x: { ...x, field }, text: { field: 'label' }, color },
  })
  return {
    ...PANEL,
    width: 280,
    encoding: { y },
    layer: [
      createFloor({ ...x, field: undefined, datum: emptyMs }),
      { mark: { type: 'rule', size: 2 }, encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, color } },
      {
        mark: { ...point, strokeWidth: 2 },
        encoding: { x, fill: { ...color, condition: isHollow }, stroke: color },
      },
      figures('left', 'low'),
      figures('right', 'high'),
    ],
  }
}

function createFloor(x) {
  const text = { ...createText('right'), dx: 5, dy: -8, color: OTHERS }
  return {
    data: { values: [{}] },
    encoding: { x, y: null },
    layer: [
      { mark: { type: 'rule', strokeDash: [3, 3], color: DASHED } },
      { mark: text, encoding: { y: { value: 0 }, text: { value: 'an empty script' } } },
    ],
  }
}

function createScale(field, title, domain, values, format) {
  return { field, type: 'quantitative', title, scale: { type: 'log', domain, nice: false }, axis: { values, format } }
}

function createText(side) {
  return { type: 'text', align: side === 'left' ? 'right' : 'left', dx: side === 'left' ? -9 : 9, fontSize: 11 }
}
