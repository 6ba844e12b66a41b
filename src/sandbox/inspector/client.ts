import { CHANGE_TYPES } from '../changes'

/** The inspector page's script: repaints what changed, and sends what the controls say. The sandbox renders. */
export const CLIENT = `
const byId = (id) => document.getElementById(id)
const painted = new Map()
let offset = Number(byId('client').dataset.now) - Date.now()
let busy = false
let again = false

const two = '2-digit'
const clock = new Intl.DateTimeFormat(undefined, { hour: two, minute: two, second: two, hourCycle: 'h23' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

function writeTimes(root) {
  const today = full.format(Date.now() + offset)
  for (const time of root.querySelectorAll('time')) {
    const at = Number(time.dataset.at)
    const date = full.format(at)
    time.title = date + ', ' + clock.format(at)
    time.textContent = time.classList.contains('full') ? date + ', ' + clock.format(at)
      : date === today ? clock.format(at) : day.format(at) + ', ' + clock.format(at).slice(0, 5)
  }
}

function tick() {
  for (const time of document.querySelectorAll('time.ticking')) time.dataset.at = String(Date.now() + offset)
  writeTimes(byId('clock'))
}

// What somebody is about to write outlives a repaint.
const isWritten = (area) => area.value !== area.defaultValue

function paint(id, markup) {
  if (painted.get(id) === markup) return
  const box = byId(id)
  const known = new Set([...box.querySelectorAll('[data-key]')].map((row) => row.dataset.key))
  const open = new Map([...box.querySelectorAll('details')].map((row) => [row.dataset.key, row.open]))
  const written = new Map([...box.querySelectorAll('textarea')].filter(isWritten).map((area) => [area.dataset.key, area]))
  const focused = box.contains(document.activeElement) && document.activeElement.closest('[data-key]')
  box.innerHTML = markup
  for (const row of box.querySelectorAll('[data-key]')) {
    const { key } = row.dataset
    if (open.has(key)) row.open = open.get(key)
    if (painted.has(id) && !known.has(key)) row.classList.add('fresh')
    if (written.has(key)) row.value = written.get(key).value
    if (focused && focused.dataset.key === key) (row.querySelector('summary') ?? row).focus()
  }
  painted.set(id, markup)
}

async function refresh() {
  if (busy) return void (again = true)
  busy = true
  try {
    const { now, sections } = await (await fetch('/sandbox/view')).json()
    offset = now - Date.now()
    for (const [id, markup] of Object.entries(sections)) paint(id, markup)
    writeTimes(document)
  } catch {
    showState('lost')
  }
  busy = false
  if (again) {
    again = false
    refresh()
  }
}

function showState(state) {
  byId('live').dataset.state = state
  byId('live').textContent = state === 'live' ? 'live' : 'not connected'
}

function send(method, path, body) {
  return fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body })
}

function readFault(form) {
  const fields = new FormData(form)
  const text = (name) => String(fields.get(name) ?? '')
  const times = text('times') === 'until-lifted' ? 'until-lifted' : Number(text('times'))
  const fault = { on: text('on'), kind: text('kind'), times }
  if (fault.kind === 'delay') fault.delayMs = Number(text('delayMs'))
  if (fault.kind !== 'status') return fault
  fault.status = Number(text('status'))
  fault.cors = fields.has('cors')
  if (text('body')) fault.body = text('body')
  if (text('retryAfterSeconds')) fault.retryAfterSeconds = Number(text('retryAfterSeconds'))
  return fault
}

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button')
  if (!button) return
  const { post, body, copy, origin } = button.dataset
  if (origin) toggleOrigin(button.form, origin)
  if (post) await send('POST', post, body)
  if (button.dataset.delete) await send('DELETE', button.dataset.delete)
  if (!copy) return
  await navigator.clipboard.writeText(copy)
  button.textContent = 'Copied'
  button.addEventListener('blur', () => (button.textContent = 'Copy'), { once: true })
})

const readOrigins = (form) => form.elements.allowedOrigins.value.split('\\n').map((line) => line.trim()).filter(Boolean)
const isOf = (origin) => (line) => URL.canParse(line) && new URL(line).origin === origin

// An empty list allows any, so a list that refuses has another one in it.
function toggleOrigin(form, origin) {
  const origins = readOrigins(form)
  const others = origins.filter((line) => !isOf(origin)(line))
  const isTakenOut = origins.length === 0 || others.length < origins.length
  const next = isTakenOut ? (others.length > 0 ? others : ['https://www.example.com']) : [...origins, origin]
  form.elements.allowedOrigins.value = next.join('\\n')
  form.requestSubmit()
}

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.dataset.patch) return
  event.preventDefault()
  const allowedOrigins = readOrigins(form)
  form.elements.allowedOrigins.value = allowedOrigins.join('\\n')
  const answer = await send('PATCH', form.dataset.patch, JSON.stringify({ allowedOrigins }))
  form.querySelector('[role=alert]').textContent = answer.ok ? '' : (await answer.json()).error.message
})

const form = byId('fault')
form.elements.kind.addEventListener('change', () => (form.dataset.kind = form.elements.kind.value))
form.dataset.kind = form.elements.kind.value
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const answer = await send('POST', '/sandbox/faults', JSON.stringify(readFault(form)))
  byId('fault-error').textContent = answer.ok ? '' : (await answer.json()).error.message
})

const events = new EventSource('/sandbox/events')
events.onopen = () => {
  showState('live')
  refresh()
}
events.onerror = () => showState('lost')
for (const type of ${JSON.stringify(CHANGE_TYPES)}) events.addEventListener(type, refresh)
setInterval(tick, 1000)
writeTimes(document)
`
