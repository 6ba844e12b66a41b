import * as vega from 'vega'
import { compile } from 'vega-lite'

const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif'
const OURS = '#0f766e'
const OTHERS = '#64748b'
const INK = '#1e293b'
const FAINT = '#e2e8f0'
const PLAIN = 'a page view'
const CLICK = 'a landing with a click'
const PANEL = { width: 290, height: { step: 28 } }

/** The README's picture, as SVG: how large each script is, and what its evaluation costs. The same for the same results. */
export async function renderPicture(results) {
  // Ids of clip paths count on from picture to picture.
  vega.resetSVGDefIds()
  const view = new vega.View(vega.parse(compile(createSpec(results)).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return `${svg}\n`
}

function createSpec(results) {
  const rows = results.variants.flatMap(toRow)
  const empty = results.variants.find(({ name }) => name === 'empty')
  const order = [...new Set([...rows].sort((one, other) => one.gzip - other.gzip).map(({ script }) => script))]
  const y = (axis) => ({ field: 'script', type: 'nominal', sort: order, title: null, axis })
  const labels = {
    domain: false,
    ticks: false,
    grid: true,
    gridColor: FAINT,
    labelLimit: 0,
    labelPadding: 10,
    labelColor: { condition: { test: "datum.value === 'affiliate.js'", value: OURS }, value: INK },
    labelFontWeight: { condition: { test: "datum.value === 'affiliate.js'", value: 'bold' }, value: 'normal' },
  }
  const bare = { domain: false, ticks: false, labels: false, grid: true, gridColor: FAINT }
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: '#ffffff',
    padding: 16,
    title: {
      text: 'What a script costs the page',
      subtitle: [
        `Medians of ${results.rounds} rounds in Chromium ${results.chromium.split('.')[0]} with 95 % intervals, on logarithmic scales`,
        `● ${PLAIN}   ○ ${CLICK}; for js-cookie, one cookie set`,
      ],
    },
    data: { values: rows },
    hconcat: [createBytes(y(labels)), createTimes(y(bare), empty.evalMs.value)],
    spacing: 24,
    config: {
      font: FONT,
      view: { stroke: null },
      title: { anchor: 'start', fontSize: 16, subtitleFontSize: 12, color: INK, subtitleColor: OTHERS, subtitlePadding: 6, subtitleLineHeight: 17, offset: 22 },
      axis: { labelFontSize: 12, titleFontSize: 12, labelColor: OTHERS, titleColor: INK, titleFontWeight: 'normal', titlePadding: 10 },
    },
  }
}

/** A script's variants share its line: then the page view's figure stands on the left, the other's on the right. */
function toRow({ name, gzip, evalMs }, _, variants) {
  const [base, variant] = name.split(', ')
  if (base === 'empty' || base === 'against') return []
  const script = base === 'affiliate' ? 'affiliate.js' : base
  const who = base === 'affiliate' ? 'ours' : 'others'
  const side = !variant && variants.some((other) => other.name.startsWith(`${base}, `)) ? 'left' : 'right'
  const label = evalMs.value.toFixed(evalMs.value < 10 ? 2 : 1)
  return [{ script, who, what: variant ? CLICK : PLAIN, gzip, ...evalMs, label, side }]
}

const color = { field: 'who', type: 'nominal', scale: { domain: ['ours', 'others'], range: [OURS, OTHERS] }, legend: null }

function createBytes(y) {
  const x = createScale('gzip', 'bytes, gzip', [500, 400_000], [1000, 10_000, 100_000], '~s')
  const text = { field: 'gzip', type: 'quantitative', format: ',' }
  return {
    ...PANEL,
    transform: [{ filter: `datum.what === '${PLAIN}'` }],
    encoding: { y, x, color },
    layer: [{ mark: { type: 'point', filled: true, size: 90, opacity: 1 } }, { mark: createText('right'), encoding: { text } }],
  }
}

function createTimes(y, emptyMs) {
  const x = createScale('value', 'CPU time of evaluation, ms', [0.1, 200], [0.1, 1, 10, 100], '~g')
  const floor = { ...x, field: undefined, datum: emptyMs }
  const isHollow = { test: `datum.what === '${CLICK}'`, value: '#ffffff' }
  const figures = (side, field) => ({
    transform: [{ filter: `datum.side === '${side}'` }],
    mark: createText(side),
    encoding: { x: { ...x, field }, text: { field: 'label' }, color },
  })
  return {
    ...PANEL,
    encoding: { y },
    layer: [
      {
        data: { values: [{}] },
        encoding: { x: floor, y: null },
        layer: [
          { mark: { type: 'rule', strokeDash: [3, 3], color: '#94a3b8' } },
          { mark: { ...createText('right'), dx: 5, dy: -8, color: OTHERS }, encoding: { y: { value: 0 }, text: { value: 'an empty script' } } },
        ],
      },
      { mark: { type: 'rule', size: 2 }, encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, color } },
      {
        mark: { type: 'point', filled: true, size: 90, opacity: 1, strokeWidth: 2 },
        encoding: { x, fill: { ...color, condition: isHollow }, stroke: color },
      },
      figures('left', 'low'),
      figures('right', 'high'),
    ],
  }
}

function createScale(field, title, domain, values, format) {
  const axis = { values, format, domain: false, ticks: false, grid: true, gridColor: FAINT }
  return { field, type: 'quantitative', title, scale: { type: 'log', domain, nice: false }, axis }
}

function createText(side) {
  return { type: 'text', align: side === 'left' ? 'right' : 'left', dx: side === 'left' ? -9 : 9, fontSize: 11 }
}
